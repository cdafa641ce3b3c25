-- SPDX-License-Identifier: Apache-2.0
--
-- The tables of an archive (docs/archive.md). The first line of a table says
-- what a row is. Offsets count Unicode code points of articles.text, ends are
-- exclusive: substr(text, start + 1, end_ - start) are the words. Keys are
-- hashes by which other spellings of a name meet; NULL is "none".

CREATE TABLE articles ( -- an article, as naql analyse read it
    n INTEGER PRIMARY KEY,
    id TEXT NOT NULL UNIQUE,        -- as in all output of naql
    content BLOB NOT NULL UNIQUE,   -- hash of url, outlet, date and words
    outlet TEXT,
    title TEXT,
    byline TEXT,
    dateline TEXT,
    published TEXT,                 -- ISO 8601: a day, or a time and its zone
    modified TEXT,
    language TEXT,
    url TEXT,
    path TEXT NOT NULL,             -- where it was read
    record INTEGER NOT NULL,        -- its number there, from 0
    source_id TEXT,                 -- the id that its source gives it
    day INTEGER,                    -- of `published`, since 1970-01-01; where
                                    -- that is NULL, inferred from the words
    outlet_key INTEGER,
    text TEXT NOT NULL,             -- verbatim; all offsets are of it
    folded TEXT NOT NULL,           -- its words without vowel signs, hamza...
    terms BLOB NOT NULL,            -- what may tell its story
    document BLOB NOT NULL          -- what was read, in zstd: to read it anew
);
CREATE INDEX articles_by_day ON articles(published);
CREATE INDEX articles_by_outlet ON articles(outlet_key);

CREATE TABLE entities ( -- a person, place or body of one article
    article INTEGER NOT NULL REFERENCES articles(n),
    entity INTEGER NOT NULL,        -- from 1: "e1" of the JSON
    type TEXT NOT NULL,             -- PER, LOC, ORG
    name TEXT NOT NULL,             -- its fullest mention
    name_key INTEGER,
    PRIMARY KEY (article, entity)
) WITHOUT ROWID;

CREATE TABLE names ( -- a mention of an entity
    article INTEGER NOT NULL REFERENCES articles(n),
    start INTEGER NOT NULL,
    end_ INTEGER NOT NULL,
    entity INTEGER NOT NULL,
    PRIMARY KEY (article, start)
) WITHOUT ROWID;

CREATE TABLE statements ( -- what one article has somebody say
    article INTEGER NOT NULL REFERENCES articles(n),
    statement INTEGER NOT NULL,     -- from 1, in the order of the text
    start INTEGER NOT NULL,
    end_ INTEGER NOT NULL,
    form TEXT NOT NULL,             -- direct, indirect, mixed
    act TEXT,                       -- say, deny, warn...
    confidence REAL NOT NULL,
    cue_start INTEGER, cue_end INTEGER,         -- the words that say so
    speaker_start INTEGER, speaker_end INTEGER, -- the mention it stands on
    entity INTEGER,                             -- the speaker, or the first
    to_start INTEGER, to_end INTEGER,           -- the person told
    credit_start INTEGER, credit_end INTEGER,   -- agency or outlet credited
    PRIMARY KEY (article, statement)
) WITHOUT ROWID;

CREATE TABLE speakers ( -- one of those who say a statement
    article INTEGER NOT NULL REFERENCES articles(n),
    entity INTEGER NOT NULL,
    statement INTEGER NOT NULL,
    PRIMARY KEY (article, entity, statement)
) WITHOUT ROWID;

CREATE TABLE speaker_words ( -- a word of the name of one who speaks
    word INTEGER NOT NULL,          -- key of its consonants, or of the name
    article INTEGER NOT NULL REFERENCES articles(n),
    entity INTEGER NOT NULL,
    PRIMARY KEY (word, article, entity)
) WITHOUT ROWID;

-- Full text, for Datasette and its like: of folded words, as their tokenizer
-- would cut vowelled ones to pieces.
CREATE VIRTUAL TABLE articles_fts USING fts5(
    folded, content='articles', content_rowid='n', tokenize='unicode61');
-- Full text, for naql: a word's light stem as 11 letters and digits, word by
-- word, so that what is glued to a word does not hide it.
CREATE VIRTUAL TABLE stems USING fts5(words, content='', tokenize='ascii');
CREATE VIRTUAL TABLE stems_vocabulary USING fts5vocab('stems', 'row');
INSERT INTO articles_fts(articles_fts, rank) VALUES ('hashsize', 16777216);
INSERT INTO stems(stems, rank) VALUES ('hashsize', 16777216);

CREATE VIEW who_said_what AS
    SELECT a.published, a.outlet, e.name AS speaker, s.form, s.act,
        substr(a.text, s.start + 1, s.end_ - s.start) AS words,
        substr(a.text, s.credit_start + 1, s.credit_end - s.credit_start)
            AS credit,
        s.confidence, a.id AS article, s.start, s.end_, a.title, a.url
    FROM statements s JOIN articles a ON a.n = s.article
    LEFT JOIN entities e ON e.article = s.article AND e.entity = s.entity;

CREATE TABLE kept ( -- an article that was fetched: from where
    article INTEGER PRIMARY KEY REFERENCES articles(n),
    url TEXT NOT NULL,              -- that answered: its page, or its feed
    feed TEXT,                      -- that named it
    fetched TEXT NOT NULL,          -- ISO 8601, a time in UTC
    file TEXT NOT NULL,             -- web archive beside this file...
    offset INTEGER NOT NULL         -- ...whose record at this byte has it
);

CREATE TABLE notes ( -- what a program remembers (docs/watch.md)
    kind TEXT NOT NULL,
    key TEXT NOT NULL,
    value TEXT NOT NULL,
    PRIMARY KEY (kind, key)
) WITHOUT ROWID;
