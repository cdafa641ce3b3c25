/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - the numbers of the claim layer, each with its reason. Layer 5
 * (claim), private. Lengths are in tokens. */
#ifndef NQ_CLAIM_TUNE_H
#define NQ_CLAIM_TUNE_H

/* Words whose readings are remembered, as a power of two: a month of news has
 * twice as many, but nine of ten words of an article are among the most
 * frequent few thousand. Two MB. */
#define NQ_TUNE_MEMO_BITS 17

/* From a cue to its content; longer ways are other sentences' doing. 99 % of
 * the cues in 300 read articles find it within 40. */
#define NQ_TUNE_ZONE 48

/* One noun phrase that names a source. */
#define NQ_TUNE_NP 28

/* "(...)" behind a name. */
#define NQ_TUNE_BRACKET 12

/* Adjectives behind "a source". */
#define NQ_TUNE_LOOSE_ADJ 3

/* Bytes of a folded preposition that ties a source to its body (fi, min). */
#define NQ_TUNE_SHORT_PREP 4

/* A passage between marks that may be a name. */
#define NQ_TUNE_NAME_QUOTE 4

/* The same behind "entitled", "under the motto". */
#define NQ_TUNE_TITLE_QUOTE 16

/* The same for everyday verbs: only right behind the subject. */
#define NQ_TUNE_ZONE_WEAK 26

/* How far "pointed in Cairo TO the need" may be from a better "to". */
#define NQ_TUNE_SPARE 10

/* Where "blame" must follow "laid". */
#define NQ_TUNE_COMPANY 20

/* From a subject to the verb behind it. */
#define NQ_TUNE_BEFORE 40

/* How far back a dropped subject is looked for, in sentences and in names. */
#define NQ_TUNE_SENTENCES_BACK 3
#define NQ_TUNE_NAMES_BACK     40

/* The same in tokens: no sentence of the press is nearly as long, but a page
 * without a full stop may be, and be full of verbs. */
#define NQ_TUNE_SENTENCE_MOST 600

/* The same for what is reported, which is read no further ahead. */
#define NQ_TUNE_CONTENT_MOST 1500

/* The least confidence of a statement that is given. Most of what is below it
 * is no statement at all: things that cannot speak, protests, what nobody said.
 * From 0.15 to 0.22 whole statements gain nearly alike (docs/statements.md). */
#define NQ_TUNE_LEAST_SURE 0.16f

/* Between two quotations of one statement. */
#define NQ_TUNE_BETWEEN 4

/* Questions with their answers from which an article is an interview. */
#define NQ_TUNE_TURNS 3

/* Sentences between a colon and the verb by which the same speaker goes on, and
 * those that fill the rest of a paragraph in which nobody else speaks. */
#define NQ_TUNE_SPEECH      4
#define NQ_TUNE_SPEECH_REST 2

/* From where a sentence opens to the colon by which it names who speaks next.
 */
#define NQ_TUNE_NAMES_NEXT 5

/* From "while" or "though" to the verb of saying in their clause. */
#define NQ_TUNE_WHILE  3
#define NQ_TUNE_THOUGH 5

/* From "after" to a verb of saying before the main clause, and to one by which
 * a paper speaks: "after a letter in which he said". */
#define NQ_TUNE_AFTER      3
#define NQ_TUNE_AFTER_TEXT 24

/* Words behind a closing mark that still belong to what was said. */
#define NQ_TUNE_RUN_ON 12

/* ", who ...," inside content. */
#define NQ_TUNE_ASIDE 60

/* Words of a clause that an aside "according to X" can break. */
#define NQ_TUNE_ASIDE_AFTER  7
#define NQ_TUNE_ASIDE_SHORT  8
#define NQ_TUNE_ASIDE_LITTLE 4

/* Words of a blame behind which "after ..." tells why it was voiced. */
#define NQ_TUNE_WHY 12

/* From "but" to the verb of another speaker. */
#define NQ_TUNE_OPENER 12

/* Earlier speakers among whom the subject of a verb of another gender is. */
#define NQ_TUNE_SPEAKERS_BACK 6

/* A quotation behind a verb that also does without one, no mark before it. */
#define NQ_TUNE_QUOTE_FAR 12

/* Statements back to the outlet that "and it carried from X" stands for. */
#define NQ_TUNE_CARRIED 3

/* Words before a name among which a number makes a currency of it. */
#define NQ_TUNE_MONEY 2

/* Mentions of a body among which one may call it an outlet. */
#define NQ_TUNE_MENTIONS 8

/* Back from "and Y" to the "between X" that it goes with. */
#define NQ_TUNE_BETWEEN_TWO 14

/* "The player", "the French minister": a noun that needs an antecedent. */
#define NQ_TUNE_PLAIN_NOUN 2

/* Behind a closing attribution, where its agency may stand in brackets. */
#define NQ_TUNE_CREDIT_TAIL 6

/* Tokens behind a paper in which its issuer may be told ("a report, of 2029,
 * issued by X"), tokens in which "the report" looks back for it, and papers of
 * that name that it asks. */
#define NQ_TUNE_ISSUED     10
#define NQ_TUNE_PAPER_BACK 400
#define NQ_TUNE_PAPERS     16

/* Tokens of a name in marks, and those in which "the paper" looks back for its
 * name. */
#define NQ_TUNE_MARKED_NAME 8
#define NQ_TUNE_CREDIT_BACK 160

/* From an opening "according to X" to the comma behind it. */
#define NQ_TUNE_OPENING 14

/* A clause before its closing attribution. */
#define NQ_TUNE_LEAST_BEFORE 3

/* Tokens before the colon of "NAME: content". */
#define NQ_TUNE_NAME_COLON 8

/* Below a title whose colon stands behind a name that no list has, where that
 * name is looked for: headings are many, so not to the end. */
#define NQ_TUNE_BELOW 400

/* The same behind a country, which titles name for where things happen too: it
 * must say something at once. */
#define NQ_TUNE_RIGHT_BELOW 24

/* A quotation before its cue, marks included. */
#define NQ_TUNE_QUOTE_FIRST 5

/* A quotation that no verb reached, marks included: shorter ones are mostly
 * names and words that the reporter keeps at a distance. And how far back its
 * verb may stand. */
#define NQ_TUNE_ORPHAN       7
#define NQ_TUNE_ORPHAN_WORDS 4
#define NQ_TUNE_ORPHAN_FAR   60

/* From "in which (he) said" back to the text that it is said in. */
#define NQ_TUNE_IN_IT 24

/* From "the aim is" back to the text whose aim it is: the sentence before. */
#define NQ_TUNE_TEXT_BACK 60

/* Grounds of confidence: statements without a speaker beside their cue, tokens
 * back to the mention of a dropped one, tokens of a short content. */
#define NQ_TUNE_CHAIN       3
#define NQ_TUNE_FAR_SPEAKER 60
#define NQ_TUNE_SHORT       5

/* From "what he calls" back to the phrase that opens its clause. */
#define NQ_TUNE_DISTANCE 8

/* Tokens in which a "that" behind a noun is looked for. */
#define NQ_TUNE_LOOK 12

/* Tokens back to a plural noun that "they said" stands for. */
#define NQ_TUNE_PLURAL_BACK 80

/* Words before a name among which its titles stand, or what is read as them. */
#define NQ_TUNE_TITLE 6

/* From the subject of an everyday verb to the quotation that makes it one of
 * saying. */
#define NQ_TUNE_WEAK_QUOTE 6

/* Words of a name that no list has, behind an office. */
#define NQ_TUNE_UNKNOWN_NAME 5

/* "the expert in ..., X": from the office to its name; the longest of 300 read
 * articles had 19. */
#define NQ_TUNE_FAR_NAME 20

/* Names behind a title that says an office, among which its holder is. */
#define NQ_TUNE_NAMES_AHEAD 12

/* From the word of an office to the name it introduces, and from a name to the
 * office behind it. */
#define NQ_TUNE_OFFICE        14
#define NQ_TUNE_OFFICE_BEHIND 4

/* Unknown words that may open a name whose rest is known. */
#define NQ_TUNE_NAME_LEAD 2

/* Offices of one person that are asked what else he is: more than an article
 * tells, less than makes a hostile page of offices slow. */
#define NQ_TUNE_ROLES 32

/* From the end of an office to the name that it introduces by itself: a comma,
 * a title or two. */
#define NQ_TUNE_HOLDER 4

/* "the Brazilian (coach) X": from the adjective to the name. */
#define NQ_TUNE_ORIGIN 3

/* Tokens back to the indefinite noun that brought somebody in. */
#define NQ_TUNE_INTRODUCED 160

/* A passage in marks behind "in" or "of", marks included: a place, a body. */
#define NQ_TUNE_PLACE_QUOTE 8
/* Words of an outlet before its name in marks: "news agency", "a Spanish daily
 * paper". */
#define NQ_TUNE_OUTLET_WORDS 3

/* A quotation that goes on with the one before it; a shorter one is a heading.
 */
#define NQ_TUNE_RUN_ON_QUOTE 10

/* By so much likelier (a logit) than whom the rules take must somebody else be:
 * over whole statements 0.25 gives more right ones than 0.5. */
#define NQ_TUNE_CHOICE_LEAD 0.25f

/* The same for whom a noun stands for, once all have spoken, and what nobody
 * needs beyond that: over whole statements 0.25 and 0.5 are alike and 1 loses.
 */
#define NQ_TUNE_LINK_LEAD   0.5f
#define NQ_TUNE_LINK_NOBODY 0.5f

/* Tokens behind a statement's end within which a participle goes on with
 * whoever made it: "said that ..., adding". Farther on another may act in
 * between. */
#define NQ_TUNE_GOES_ON 4

/* From "carried" to "from". */
#define NQ_TUNE_FRAME 12

/* Parts of an event behind its word, and a subject before it. */
#define NQ_TUNE_EVENT        26
#define NQ_TUNE_EVENT_BEFORE 3

/* From where its clause opens to a verb behind its subject. */
#define NQ_TUNE_EVENT_SUBJECT 10

/* Logit of an event that nothing weighs: surely told as one. */
#define NQ_TUNE_EVENT_SURE 20.0f

/* What it is at most behind "if", "the chance of": no event for the timeline.
 */
#define NQ_TUNE_EVENT_IF (-0.4f)

/* Days from which an event is background. */
#define NQ_TUNE_EVENT_OLD 10
/* Words between what was done and the verb that carries it out, and behind that
 * verb to its subject. */
#define NQ_TUNE_CARRIER 14
/* Words before what happens among which what it asks for may stand: "the deal
 * that they signed". */
#define NQ_TUNE_ASKED 12
/* Words from "met" to "their end". */
#define NQ_TUNE_MET 8
/* Parts that go on with a phrase: "without a pilot", "that belongs to". */
#define NQ_TUNE_PARTY_PARTS 2
/* Words between who announced it and his responsibility, between "laid" and "to
 * whom"; between "behind" and the attack, a clash and whom it was with. */
#define NQ_TUNE_BLAME  10
#define NQ_TUNE_BEHIND 5
/* Words from "saw" to what a place saw: "the city of X has seen since Friday".
 */
#define NQ_TUNE_SAW 8
/* Words of whoever announces what he did, between that verb and the deed. */
#define NQ_TUNE_ANNOUNCED 5
/* Words of a passage in quotation marks that is a name. */
#define NQ_TUNE_QUOTED 5
/* Words between what was suffered and who suffered it. */
#define NQ_TUNE_VICTIM 6
/* Words from the topic of a clause, behind "that", to its verb behind a comma:
 * "that X, the arm of Y, shot". */
#define NQ_TUNE_TOPIC 24
/* Words that may lead to a number: "what is no less than 14". */
#define NQ_TUNE_HEDGE 5
/* Words around what was done in which its sentence is searched by the rules; a
 * sentence may have no end. */
#define NQ_TUNE_EVENT_AROUND 80
/* The same for the search by weights. */
#define NQ_TUNE_SEEK 40
/* Words of a phrase that are looked at before it is read. */
#define NQ_TUNE_SEEK_PHRASE 5
/* Words from an attack to whose it is: "shelling by artillery of the army". */
#define NQ_TUNE_SEEK_OWNER 3
/* Logit under which a sentence is not worth the search: most of those are hurt
 * at play. */
#define NQ_TUNE_SEEK_LEAST (-1.0f)
/* Logit under which an attack or protest is not given at all; between it and 0
 * it is given with its low confidence. */
#define NQ_TUNE_EVENT_LEAST (-2.0f)
/* By so much less sure (a logit) is a protest told only by what marchers do: on
 * the sentences that were learned from, less costs precision, more gains none.
 */
#define NQ_TUNE_MARCH 0.6f

/* Logits over which a verb of saying is one although a rule speaks against it,
 * and though none does: judged by what was learned from other sets, seven in
 * ten of the former are right, and seven in ten of the latter that are left out
 * are none; at one in two neither precision nor recall is worth more of the
 * other. */
#define NQ_TUNE_DOUBT_TAKE 0.4f
#define NQ_TUNE_DOUBT_DROP (-0.5f)

/* Words that the content has at least, of a verb that is none by the rules: of
 * marked sets, what was shorter was no content. */
#define NQ_TUNE_SCRAP 3u

/* How likely the rules' end must be to stand, whatever another is worth. Of
 * marked sets left out in turn, 0.45 mends 38 ends more than it spoils, 0.5 50,
 * this 55; more is the same. */
#define NQ_TUNE_END_RULES 0.6f

/* How likely an end must be, against the likeliest, however much it is worth:
 * halfway between two likely ends is none. Of the same sets, less wins more
 * halves and loses exact ends. */
#define NQ_TUNE_END_LEAST 0.04f

/* The same of a place between two words, not against another: those that were
 * read in unmarked news were mostly wrong with less. */
#define NQ_TUNE_END_BARE 0.5f

/* Places from which on there is something to choose: of two, the rules' one was
 * right in all but seven of 1,282. */
#define NQ_TUNE_END_CHOICES 3u

/* After the first eight trees, and the eight behind them, and below that sum,
 * thousandths of a logit, content does not end there: of 3,400 places seven in
 * ten were so, and all trees said what stands below of them, in the mean. */
#define NQ_TUNE_END_UNLIKELY (-2800)
#define NQ_TUNE_END_NEVER    (-5000)

/* Under these a choice tells how sure a statement is (claim/confidence.h): what
 * a verb is worth as one of saying and by how much a speaker is ahead of the
 * next, logits, and how likely the end is. Of marked statements that are wrong
 * 62 in 100 fall below one of them, of those that are right 24. */
#define NQ_TUNE_SURE_CUE           2.5f
#define NQ_TUNE_SURE_CUE_LEAST     1.0f
#define NQ_TUNE_SURE_SPEAKER       2.5f
#define NQ_TUNE_SURE_SPEAKER_LEAST 0.7f
#define NQ_TUNE_SURE_END           0.8f
#define NQ_TUNE_SURE_END_LEAST     0.5f

/* Whose words a title has: hundredths of its words that a statement below must
 * share, statements that are asked, and words of each. */
#define NQ_TUNE_HEADLINE_SHARE 40
#define NQ_TUNE_HEADLINE_REACH 16
#define NQ_TUNE_HEADLINE_WORDS 96

/* Tokens between what an office says and what the new name behind it says. */
#define NQ_TUNE_LATER_NAME 80

#endif
