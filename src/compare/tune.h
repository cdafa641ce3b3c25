/* SPDX-License-Identifier: Apache-2.0
 *
 * tune.h - numbers of this layer that experiments chose. Layer 7 (compare),
 * private to its folder. */
#ifndef NQ_COMPARE_TUNE_H
#define NQ_COMPARE_TUNE_H

/* ---- Words (slot_words.c) ---- */

/* Words remembered, as a power of two: stories are compared one after the
 * other, and most words of one come again in it. 128 KB for each list. */
#define NQ_SLOT_MEMO_BITS 13

/* ---- Weights (desk.c) ---- */

/* A stem that stands in a larger share of a story's sentences than this is
 * its topic, and weighs less and less: in 0.5 of them, a third. */
#define NQ_TOPIC_FROM  0.12f
#define NQ_TOPIC_SLOPE 6.0f

/* ---- Sentences that tell one fact (fact.c) ---- */

/* Cosine of weighted stems from which two sentences of different articles
 * tell one fact. Read by eye over eight piles of four reports: below 0.3 the
 * pairs share a topic only. */
#define NQ_FACT_LEAST  0.38f
#define NQ_FACT_SEED   0.25f /* with the sentence that the fact began with */
#define NQ_FACT_INSIDE 0.6f  /* of two sentences of one article */
/* From here on two sentences are worth a word-by-word alignment. */
#define NQ_PAIR_LEAST 0.25f
/* Words both must share. */
#define NQ_FACT_SHARED 3u
/* A sentence looks up its facts through its rarest words, and a word that
 * stands in more wordings than the cap is no way in: cost stays linear. */
#define NQ_FACT_PROBES   8u
#define NQ_FACT_POSTINGS 96u
/* Wordings that one sentence is aligned with at most. */
#define NQ_PAIR_MOST 6u

/* ---- Alignment (align.c) ---- */

#define NQ_ALIGN_WORDS 160u /* of a sentence; the rest is left out */
/* Share of the smaller sentence's weight that must be matched before a
 * difference of one slot is believed. */
#define NQ_ALIGN_LEAST 0.45
/* The same for a name that only one side's tagger saw. */
#define NQ_ALIGN_SURE 0.72
/* Weight of the matched words within NQ_NEAR_WORDS of a slot, unless the
 * sentences are alike as a whole: a rare word and something beside it. */
#define NQ_ALIGN_SUPPORT 9.0f
/* Every sentence has its day: two that differ must stand in much the same
 * words, and have some of them beside them. Of 90 such pairs in seven weeks of
 * five outlets nearly all below were days of two things. */
#define NQ_ALIGN_DATE 0.56
/* Weekdays that differ: of nine pairs in ten weeks the five below were days of
 * two events, the four above of one. */
#define NQ_ALIGN_WEEKDAY   0.7
#define NQ_ALIGN_DATE_NEAR 5.0f
/* Words from a slot to the matched word that holds it in place. */
#define NQ_ALIGN_REACH 3u
#define NQ_GAP_WORDS   4u   /* of a name that nobody knows */
#define NQ_GAP_BYTES   6u   /* of its first word: "he" is none */
#define NQ_GAP_IDF     2.0f /* of its rarest word, lighter ones are no name */
#define NQ_GAP_FIRST   1.0f /* of its first word: "who" and "which" are below */
#define NQ_GAP_RARE    7.0f /* of the rarest word of a place behind "in" */
#define NQ_ALIGN_IMAGE 9u   /* words of the other side that may answer a slot */

#define NQ_LIES_IN_WORDS 4u /* between a place and the one it lies in */

/* "Two weeks ago", "a month ago" may be off by so much of a week, of a month;
 * days are never. */
#define NQ_SLACK       0.6
#define NQ_SLACK_LEAST 6 /* days */

#define NQ_NONE_WORDS     4u    /* from "without" to the word for the dead */
#define NQ_LENGTH_WORDS   4u    /* from a length of time to what it is of */
#define NQ_MODIFIER_WORDS 4u    /* of "more than" before it */
#define NQ_AGE_LEAST      365.0 /* days: a year */
#define NQ_AGE_MOST       (120 * NQ_AGE_LEAST)

#define NQ_ROLE_WORDING    0.8f /* cosine: one sentence with another office */
#define NQ_SOLID_BYTES     128u /* of a name */
#define NQ_SLOT_WORD_BYTES 64u  /* of a word of a class, with its article */
#define NQ_EPITHET_WORDS   9u   /* of a description beside its name */
#define NQ_ALIAS_WORDS     4u /* of the short name of what an office is over */
#define NQ_OFFICE_WORDS    5u /* from a word for a post to its holder */

/* ---- Who is named as the source of one content (source.c) ---- */

#define NQ_SOURCE_LEAST 0.38f /* cosine of the two sentences */
/* Parts of their weight that two statements share: both, and one of them. */
#define NQ_SOURCE_LEAST_SHARED 0.42
#define NQ_SOURCE_SHARED       0.5
#define NQ_SOURCE_VOICE        10u /* words of a source without a name */
/* A figure in two statements: smaller numbers stand everywhere. */
#define NQ_SOURCE_FIGURE  10.0
#define NQ_SOURCE_LIKE    0.3f
#define NQ_SOURCE_CROOKED 0.12f
#define NQ_SOURCE_ANCHORS 8u
/* The same where the sources are held against each other (credit.c). */
#define NQ_SOURCE_SURE        0.55
#define NQ_SOURCE_FIGURE_SURE 0.45
#define NQ_SOURCE_RARE_SURE   0.25 /* of a crooked figure this large */
#define NQ_SOURCE_RARE        100.0
#define NQ_SOURCE_TWIN_SURE   0.5
#define NQ_SOURCE_TWIN_LIKE   0.38f /* or their sentences are alike so far */
#define NQ_QUOTE_SURE         4u    /* words in marks in a headline */
#define NQ_CREDIT_WORDS       24u   /* of a source and its offices */
#define NQ_CREDITS            64u   /* sources of one content */
#define NQ_CREDIT_MOST        4u    /* that differ; more were chained */
#define NQ_CREDIT_LATER       100   /* below conflicts of what is told */
/* Words in marks in a headline: what weighs, how much of it, and how many
 * statements are looked at. */
#define NQ_QUOTE_IDF     1.0f
#define NQ_QUOTE_WEIGHT  4.0f
#define NQ_QUOTE_WORDS   5u
#define NQ_QUOTE_ANCHORS 128u

/* ---- Shares and sums (rate.c) ---- */

#define NQ_RATE_WORDS 3u    /* from a share to the count that hangs on it */
#define NQ_PART_REACH 8u    /* from one part to the next */
#define NQ_SUM_FIGURE 20.0  /* smaller sums come about by chance */
#define NQ_SUM_LIKE   0.05f /* cosine of the two sentences */

/* ---- What a sum is of (sum.c) ---- */

#define NQ_SUM_OF_WORDS 9u    /* from "profit" to its figure */
#define NQ_SUM_PER      2u    /* from a figure to "a year" */
#define NQ_SUM_ANCHORS  16u   /* earlier sums of one figure */
#define NQ_SUM_ALIKE    0.12f /* cosine of the two sentences */

/* ---- Labels, networks (label.c) ---- */

/* A word behind a label ("militia", "movement") that names a body which the
 * name layer does not know. */
#define NQ_LABEL_IDF 3.0

/* Cosine of two sentences that say on which network one thing was published,
 * and how many earlier ones each is held against. */
#define NQ_MEDIA_LIKE    0.14f
#define NQ_MEDIA_ANCHORS 16u

/* ---- On what occasion something was said (occasion.c) ---- */

#define NQ_OCCASION_REACH 18u  /* tokens between a verb of saying and it */
#define NQ_OCCASION_VIA   6u   /* from "by way of" to the network */
#define NQ_OCCASION_LIKE  0.2f /* cosine of two lines of one speaker */
#define NQ_OCCASION_MOST  16u  /* of one utterance */

/* ---- The word that an outlet chooses (choice.c) ---- */

#define NQ_CHOICE_HELD 1.5f /* weight of the matched words beside both */
#define NQ_CHOICE_NEAR 2u   /* words on either side */

/* ---- One and several (one_many.c) ---- */

#define NQ_ONE_MANY_HELD 9.0f /* weight of the matched words beside both */
#define NQ_ONE_MANY_MOST 1e9  /* of several that nobody counts */
#define NQ_SOME_LEAST    2.0  /* of "several" (crowd.c) */

/* ---- Names a letter apart (near.c) ---- */

/* Commoner words have forms a letter apart. In a fortnight of four outlets all
 * seven pairs of consonants were one name misspelled or transcribed anew. */
#define NQ_NEAR_IDF       7.0
#define NQ_NEAR_NAME_IDF  5.0 /* of two names of one type */
#define NQ_NEAR_LEAST_IDF 3.0 /* of names with nothing against it */
#define NQ_NEAR_SLIP_IDF  8.8 /* of a word that is no word: a slip */
#define NQ_NEAR_BODY_IDF  4.5 /* of a word of two names of one type */
#define NQ_NEAR_LETTERS   5u
#define NQ_NEAR_SHORT     4u /* of two names that are a vowel apart */
#define NQ_NEAR_ANCHORS   4u /* earlier words that one is held against */
#define NQ_NEAR_MOST      24u

/* ---- One word in several writings (written.c) ---- */

#define NQ_WRITTEN_LEAST   3u   /* letters of a word with a hamza and without */
#define NQ_WRITTEN_LETTERS 5u   /* that sounds alike, or is written in two */
#define NQ_WRITTEN_IDF     0.5f /* of the second of two: "that" is below */
#define NQ_WRITTEN_ANCHORS 8u   /* earlier ways that one is held against */

/* ---- Slots that are the same question (question.c) ---- */

#define NQ_NEAR_WORDS   7u    /* on either side: the context of a slot */
#define NQ_FAR_SHARE    0.25f /* weight of the sentence's other words */
#define NQ_CLASS_WEIGHT 5.0f  /* idf that a class of words counts as */
/* Overlap of contexts from which two numbers of one unit answer one question;
 * a date needs more, because every sentence has dates. */
#define NQ_NUMBER_LEAST  0.5f
#define NQ_VERB_LEAST    0.2f  /* right beside the same verb */
#define NQ_AGREE_LEAST   0.15f /* when the values agree as well */
#define NQ_MEASURE_LEAST 0.5f
#define NQ_MEASURE_CLASS 0.4f /* beside the same class: "fell by" */
#define NQ_DATE_LEAST    0.5f
#define NQ_DATE_PARTED   0.8f /* when the days differ */
/* A length of time beside the same word for what it is of; an age. */
#define NQ_LENGTH_LEAST  0.12f
#define NQ_LENGTH_SHARED 3u /* roots */
#define NQ_AGE_SHARE     0.2f
/* Overlap that is enough beside the same listed class of words ("killed",
 * "on board"), which must stand this near. */
#define NQ_CLASS_LEAST  0.12f
#define NQ_CLASS_PARTED 0.2f /* when the values differ, and then ... */
#define NQ_CLASS_SHARED 2u   /* ... so many roots */
#define NQ_CLASS_WORDS  5u
#define NQ_WIDE_SHARED  4u /* roots, where the class is anywhere in both */
/* Weight that the shared near words must have at least: one rare word and
 * something beside it. */
#define NQ_NEAR_SHARED 6.0f
#define NQ_NEAR_AGREED 5.0f /* when the values agree as well */
/* The same sum of money, or share, twice in a story is one, nearly always. */
#define NQ_SUM_LEAST        0.08f
#define NQ_SUM_NEAR         3.0f
#define NQ_PART_WORDS       3u   /* from "among them" to its number */
#define NQ_CONTEXT_IDF      1.5f /* lighter words are no context */
#define NQ_CONTEXT_REACH    256u /* words to each side of a slot */
#define NQ_KNOWN_MOST       256u /* values of an article, or of a sentence ... */
#define NQ_NAMES_MOST       32u  /* ... and names that are looked through */
#define NQ_HEADING_WORDS    6u   /* of a line that only names a day */
#define NQ_QUESTION_ANCHORS 64u  /* looked at for each new slot */
#define NQ_GROUPS           24u /* values of one question that exclude each other */
#define NQ_VALUES           64u /* different values of one question */

/* ---- Days of the calendar (calendar.c) ---- */

/* Days apart, cosine of the sentences, and how many of one day are looked at.
 * In seven weeks of five outlets eleven stories have such days: of the six with
 * one day a sentence that are this much alike, four date one event apart. */
#define NQ_CALENDAR_DAYS    3
#define NQ_CALENDAR_LIKE    0.12f
#define NQ_CALENDAR_ANCHORS 16u

/* ---- Two months for one (two_months.c) ---- */

#define NQ_MONTHS_LIKE    0.1f /* cosine of the sentences */
#define NQ_MONTHS_SPAN    31   /* days: the longest span beside one month */
#define NQ_MONTHS_ANCHORS 256u /* days that one name is held to */

/* ---- Months that follow each other (near_month.c) ---- */

#define NQ_MONTH_LEAST   6    /* days, less one, of a part of a month */
#define NQ_MONTH_BESIDE  5.0f /* weight of the words beside both */
#define NQ_MONTH_SHARED  2u   /* how many they are */
#define NQ_MONTH_ANCHORS 32u

/* ---- Days of one deed (deed_day.c) ---- */

#define NQ_DEED_WORDS   10u   /* from a verb to its day */
#define NQ_DEED_LIKE    0.05f /* cosine of the two sentences */
#define NQ_DEED_RARE    7.0   /* of a word that both sentences have */
#define NQ_DEED_ANCHORS 24u   /* earlier deeds of one verb */
/* Words of a sentence that is looked at: no real one is longer, and two are
 * held against each other word by word. */
#define NQ_DEED_ROW 256u

/* ---- Events (happening.c) ---- */

#define NQ_EVENT_ANCHORS 16u   /* earlier events of one type and person */
#define NQ_EVENT_LIKE    0.2f  /* cosine of their sentences */
#define NQ_EVENT_DATE    0.55f /* the same before days, places are held apart */
#define NQ_EVENT_DOER    0.55f /* the same before who did it is */
#define NQ_EVENT_KNOWN   1024u /* values of an article that are looked at ... */
#define NQ_EVENT_SLOTS   256u  /* ... and of a sentence */

/* ---- Figures that grow (conflict.c) ---- */

/* Cosine of two sentences of one outlet whose tolls are one toll, counted
 * again. Of seven such pairs in a fortnight's news, the six below were of two
 * events and the one above was of one. */
#define NQ_UPDATE_LIKE 0.38f

/* Counts held against each other, and how many pairs must grow for each one
 * that falls. */
#define NQ_COUNTS 64u
#define NQ_GROWS  3u

/* What such a war has cost since it began is told in round tens of thousands:
 * within two days no such figure grows into another. */
#define NQ_TOTAL      10000.0
#define NQ_TOTAL_DAYS 2

/* So many figures that part answer more than one question. */
#define NQ_FIGURES 5u

/* ---- What may stand against what (gate.c) ---- */

/* Counts of people, and sums, that are so many times each other are of two
 * things: those of a day, those of a war. Unless the sentences say the same
 * around them. */
#define NQ_COUNT_TIMES 16.0
#define NQ_COUNT_LIKE  0.72
/* The dead of two sentences, of which the hurt are then of two counts: of 18
 * new points of hurt on 160 days five were wrong, four of them this far apart,
 * and of the right ones one. */
#define NQ_TOLLS_TIMES 2.0
/* Years between two ages that are of two men, and times that one length of what
 * lasts is another, unless all else is told in the same words: ages that
 * outlets tell apart are a year or two off. */
#define NQ_AGES_APART   10.0
#define NQ_LENGTH_TIMES 100.0
/* The same before figures of two things that no list calls one. */
#define NQ_OTHER_UNIT 0.9

/* Two wordings so much alike that a place in them is a place on both sides,
 * and that each outlet's own day is the day of one event. */
#define NQ_WHERE_LIKE   0.85
#define NQ_OWN_DAY_LIKE 0.85

/* Words between a verb of saying and the day on which it was said. */
#define NQ_SAID_DAY_REACH 8u

/* Words from "o'clock" to the minutes behind it. */
#define NQ_CLOCK_REACH 3u

/* Days of one sentence that are looked at (told_day.c). */
#define NQ_TOLD_DAYS 8u
/* Statements that begin before the end of a sentence and may reach into it. */
#define NQ_TOLD_STATEMENTS 64u
#define NQ_NAMES_LIKE      0.9
#define NQ_WHERE_LIST      6u /* places of a list, back to its preposition */

#define NQ_DESCRIBED_WORDS 8u /* tokens that say where a place lies */

/* ---- Wider and narrower (depth.c) ---- */

#define NQ_DEPTH_ANCHORS 96u  /* earlier days and places that one is held to */
#define NQ_DEPTH_HEADS   3u   /* words from "in" to its place */
#define NQ_DEPTH_TWICE   256u /* values of a sentence that are looked at */
#define NQ_DEPTH_SPAN    10   /* days: of one span of days */
#define NQ_DEPTH_FAR     7    /* days from the article's own */
#define NQ_DEPTH_OLD     90
/* Cosine of the sentences: of dates long past, of which those of ten stories
 * were read and none stood for two things; of days of the week; of those of the
 * last months. Places are many. */
#define NQ_DEPTH_DATE   0.08f
#define NQ_DEPTH_TODAY  0.17f
#define NQ_DEPTH_MONTH  0.22f
#define NQ_DEPTH_PLACE  0.2f
#define NQ_DEPTH_SAID   0.17f /* of one place, described in two ways */
#define NQ_DEPTH_LENGTH 0.07f
/* The same of one figure, said to be near or not, and of two. */
#define NQ_DEPTH_FIGURE 0.08f
#define NQ_DEPTH_ROUND  0.15f
#define NQ_DEPTH_LARGE  1000.0 /* of a figure whose noun is not told */
#define NQ_DEPTH_TOLL   0.2f
#define NQ_DEPTH_SOME   0.18f /* of one, and "several" */

/* ---- Who did one deed (doer.c) ---- */

#define NQ_DOER_NAME    4u  /* words of a body without a name */
#define NQ_DOER_OBJECT  12u /* words of what it did */
#define NQ_DOER_ANCHORS 16u /* earlier deeds of its verb */
#define NQ_DOER_FIGURE  5.0 /* a figure that both tell, and what it weighs */
#define NQ_DOER_COUNTS  5.0f
/* Weight that both must share. Of the pairs of one verb on ten days those above
 * were of one deed, nearly all; of two verbs hardly any was. */
#define NQ_DOER_SHARED 8.0f

/* ---- Sides of places (compass.c) ---- */

#define NQ_COMPASS_HEADS   2u /* words before the place: "of the town of Y" */
#define NQ_COMPASS_BETWEEN 3u /* tokens between a place and its side */
#define NQ_COMPASS_ANCHORS 16u

/* ---- Sorts of places (site.c) ---- */

#define NQ_SITE_REACH 18u  /* tokens from what happened to "in the river" */
#define NQ_SITE_WORDS 6u   /* of the place, as it is shown */
#define NQ_SITE_WHOM  256u /* tokens back to the person it is told of */
#define NQ_SITE_OLD   256u /* values of its sentence */

/* ---- One utterance in several wordings (utter.c) ---- */

/* Wordings of one utterance that are held against each other, slots of one that
 * are looked at, how like their sentences must be, days between two days of
 * one deed, and slots of an article among which the other's figure is sought.
 */
#define NQ_UTTER_MOST  12u
#define NQ_UTTER_SLOTS 32u
#define NQ_UTTER_LIKE  0.15f
#define NQ_UTTER_DAYS  3.0
#define NQ_UTTER_KNOWN 1024u

/* ---- Values (value.c): how far the press stretches its words ---- */

#define NQ_ABOUT     0.15   /* "about 100" is 85..115 */
#define NQ_THOUSANDS 2000.0 /* the least that "thousands" says */
#define NQ_VAGUE     4.0    /* times its low end: a plural, not a range */
/* What the press says "thousands" of, and "tens": of 650 thousand migrants, of
 * 150 dead. */
#define NQ_THOUSANDS_MORE 100.0
#define NQ_TENS_MORE      2.0
#define NQ_MORE           1.5  /* "more than 100": nobody says it of 200 */
#define NQ_MORE_STEPS     2    /* ... nor "more than 34" of 45 */
#define NQ_ROUND          0.06 /* 3 billion may stand for 2.97, 60 for 58 */
#define NQ_LARGE          1e5  /* from here on a figure in one place too ... */
#define NQ_ROUND_LARGE                                                         \
    0.02                   /* ... may be rounded so far: 17 and 16.8 million   \
                            */
#define NQ_FRACTION_OF 5.0 /* from here on, a figure may lose its fraction */
#define NQ_AT_LEAST    1.3 /* "at least 180": said while a toll is counted */

/* ---- One speaker over time (stance.c, position.c) ---- */

#define NQ_STANCE_WORDS 96u  /* of a statement; the rest is left out */
#define NQ_STANCE_IDF   0.8f /* lighter words say nothing */
#define NQ_DENIAL_REACH 4u   /* tokens from "not" to the word it denies */
#define NQ_DENIAL_BACK  256u /* tokens from "not" to the "but" that ends it */
/* Two statements of a speaker are on one subject from this part of the lighter
 * one's weight on, with so much weight and so many roots shared. */
#define NQ_SUBJECT_SHARE  0.3f
#define NQ_SUBJECT_SHARED 9.0f
#define NQ_SUBJECT_ROOTS  2u
/* Opposed: what must stand near both opposite words, and how near. */
#define NQ_OPPOSED_SUPPORT 2.2f
#define NQ_AGENT_REACH     5u /* tokens back to who does it */
#define NQ_OPPOSED_SHARE   0.12f
#define NQ_STANCE_NEAR     6u
/* Where the opposite is in the verb that attributes ("denied that"), the
 * content must be the same to this part. */
#define NQ_OPPOSED_CUE 0.6f
/* The same where it is someone else who does it, who may be read wrongly. */
#define NQ_OPPOSED_NAMED 0.5f
/* Changed: the same but for a figure, with a shared root this near to it. */
#define NQ_CHANGED_SHARE  0.5f
#define NQ_CHANGE_NEAR    3u
#define NQ_REPEATED_SHARE 0.55f /* of the heavier one's weight */
#define NQ_REPEATED_ROOTS 0.7f  /* of the longer one's roots */
/* What a position is about: a name rather than a noun, a noun rather than a
 * verb of the same rarity. */
#define NQ_ABOUT_NAMED    1.5f
#define NQ_ABOUT_DEFINITE 1.3f
/* Older statements looked at for each one, and wordings of each. */
#define NQ_POSITION_ANCHORS 512u
#define NQ_POSITION_CALLED  256u /* mentions of one looked at for a title */
#define NQ_POSITION_TOPIC   8u /* statements from which a speaker has topics */

/* ---- Names spelled apart (spelling.c) ---- */

#define NQ_SPELLINGS        16u  /* of one form of a name */
#define NQ_SPELLING_OUTLETS 64u  /* held against each other */
#define NQ_SPELLING_ANCHORS 16u  /* earlier forms with a word of this one */
#define NQ_SPELLING_ROLES   8u   /* of a person */
#define NQ_ONE_NAME_MOST    512u /* names of an article that are looked at */
#define NQ_CUT_BYTES        10u  /* of a name that is cut inside a word */
#define NQ_FULLER_LOWER     1.5  /* below spellings that agree */
#define NQ_SPELLING_LOWER   1.2  /* below what the outlets tell */
#define NQ_SPELLING_LAST    1e3  /* below all other conflicts */
#define NQ_WORDING_LATER    200  /* below what may be wrong */
#define NQ_UPDATE_LATER     50   /* below what cannot both be so today */
/* A word of a name that is a letter apart (spelled.c): from so many letters on,
 * and two letters from so many. "Sulayman" and "Salman" are two, "Berringer"
 * and "Beringer" one. */
#define NQ_SPELLED_LEAST 4u
#define NQ_SPELLED_SHORT 4u
#define NQ_SPELLED_LONG  6u
#define NQ_SPELLED_MOST  2u
#define NQ_SPELLED_ALL   4u /* in all words of a long name */
#define NQ_SPELLED_WORDS 3u /* of a name with the same consonants */
/* Names of bodies in the place of each other, of so many words, all the same
 * but one, are one body worded apart ("committee of customs tariffs"). */
#define NQ_WORDED_WORDS 3u
/* The same words in another order, of so many and more (word_order.c). */
#define NQ_ORDER_WORDS      3u
#define NQ_ORDER_MOST       8u
#define NQ_ONE_WORD_ANCHORS 8u /* earlier names that one is held against */

/* ---- What stands in an article (stands.c) ---- */

/* Sentences, and people, of an article that is walked: hardly any has more.
 * Sentences with the rarest word of a slot that are looked at in a longer one.
 */
#define NQ_STANDS_WALKED 96u
#define NQ_STANDS_LINES  256u

/* ---- What is handed out ---- */

#define NQ_OLD_DAYS          10 /* a date this long before the story is background */
#define NQ_AGREE_MOST        40u /* points; a reader looks at the first ten */
#define NQ_LOOSE_WORDS       18u /* of a heading or a link, at most */
#define NQ_TORN_WORDS        6u  /* fewer before "..": a torn sentence */
#define NQ_ONLY_MOST         40u
#define NQ_CONFLICT_MOST     60u
#define NQ_MOMENTS_MOST      40u
#define NQ_MOMENTS_OF_A_DATE 4u
/* Cosine from which two sentences with one date tell one moment, and how many
 * moments of a date are looked at. */
#define NQ_MOMENT_LIKE   0.18f
#define NQ_MOMENT_DRAFTS 24u
/* The same of two articles and one day, and the share of the shorter one's
 * words, so many at least, from which any two tell one moment. Of the pairs
 * that stood under one day of twenty stories and are so alike, 17 of 18 were
 * one happening. */
#define NQ_MOMENT_LIKE_DAY    0.11f
#define NQ_MOMENT_LEADS       2u /* sentences that an article begins with */
#define NQ_MOMENT_LEAD_SHARED 4u
#define NQ_MOMENT_TITLE       3u /* words of a headline, half of them at least */
#define NQ_MOMENT_SEED        0.04f /* to the first of many, for any of them */
#define NQ_MOMENT_MEMBERS     8u
#define NQ_MOMENT_SHARED      6u
#define NQ_MOMENT_INSIDE      0.6f
#define NQ_MOMENT_RECORD      12u /* words from "the first" to "since 2014" */
#define NQ_MOMENT_WORDS       6u /* a clause shorter than this says too little */
#define NQ_MOMENT_REST        14u  /* words to the end of its clause, at most */
#define NQ_MOMENT_BACK        256u /* to its beginning */
#define NQ_MOMENT_LEAST       4u   /* so does a sentence shorter than this */
/* Cosine from which a date and one inside it tell one moment. */
#define NQ_MOMENT_SAME  0.4f
#define NQ_MOMENT_MONTH 31 /* a date of so many days and less is no year */
#define NQ_PEOPLE_MOST  60u
#define NQ_SUMMARY      3u
/* A sentence is worth its outlets, and so much more as the first of its
 * article; one that leans on the sentence before it, or tells the past, is
 * worth a part of that. Chosen by reading the summaries of forty stories. */
#define NQ_SUMMARY_LEAD    2.0
#define NQ_SUMMARY_HEAD    0.3 /* in the article that heads the story */
#define NQ_SUMMARY_LEANS   0.4
#define NQ_SUMMARY_BACK    0.5
#define NQ_SUMMARY_LOOSE   0.4
#define NQ_SUMMARY_GOES_ON 0.75 /* the first one of all, behind an "and" */
#define NQ_SUMMARY_CUE     6u /* words before a verb of saying that opens it */
#define NQ_SUMMARY_POINTS  3u /* words behind the first that may point back */
#define NQ_SUMMARY_OPENING 2u /* words before a speaker that opens it */
#define NQ_SUMMARY_LIKE    0.3f /* cosine from which a second sentence repeats */
/* So it does with so many of the shorter one's words, and this share of them:
 * half, of the summaries of twenty stories, took three that told one thing
 * twice and none that told two. */
#define NQ_SUMMARY_SHARED 6u
#define NQ_SUMMARY_INSIDE 0.5f
#define NQ_ABOUT_WORDS                                                         \
    5u /* on either side of a slot, to say what it is about */
#define NQ_ABOUT_LEAST         2u /* words that say it; fewer: over the marks */
#define NQ_SUMMARY_WORDS_LEAST 6u
#define NQ_SUMMARY_WORDS_MOST  60u
/* Share of a sentence's weight that no other article may hold before it is
 * "told by one alone". */
#define NQ_ONLY_NEW 0.55f

/* Confidence from which a sentence counts as telling an event. */
#define NQ_TUNE_EVENT_TOLD 0.5f

/* ---- Belief (belief.c) ---- */

/* Matched weight around a name that counts as one: two rare words. */
#define NQ_BELIEF_AROUND 20.0f
/* Logit from which a conflict of names is shown: of 74 that were read by hand,
 * on days left out of learning, 44 of the 50 above it are conflicts, and 5 of
 * the 24 below. */
#define NQ_BELIEF_LEAST 0.25f

#endif
