/* SPDX-License-Identifier: Apache-2.0
 *
 * xml.h - the markup of a feed as a row of events. Layer 1 (input).
 *
 * For feeds as they are: where XML says to stop, this reads on. It defines no
 * entities and needs none, asks for no other file, and looks at no byte more
 * than a few times, whatever it is given: a checking parser looks through all
 * attributes of a tag for each of them and writes a message for each slip.
 * Knows nothing of what elements mean. */
#ifndef NQ_INPUT_XML_H
#define NQ_INPUT_XML_H

#include "base/buf.h"
#include "input/entity.h"

typedef enum nq_xml_event {
    NQ_XML_END,   /* of the first element and all in it, or of the text */
    NQ_XML_OPEN,  /* an element begins: `name` */
    NQ_XML_CLOSE, /* the one that was opened last ends: `name` */
    NQ_XML_TEXT,  /* `piece`, as it is written */
    NQ_XML_DATA   /* `piece` of CDATA: no '&' in it means anything */
} nq_xml_event;

typedef struct nq_xml_cursor { /* private */
    naql_str text;
    size_t at;
    size_t quotes[2]; /* where the next of each kind was found */
} nq_xml_cursor;

enum { NQ_XML_DEPTH = 256 }; /* as in libxml2: a deeper feed ends there */

typedef struct nq_xml {
    naql_str name, piece; /* slices of the text */
    nq_xml_cursor in;
    naql_str inside; /* of the tag that was opened last, behind its name */
    bool is_empty;   /* it has no end tag */
    naql_str open[NQ_XML_DEPTH];
    uint32_t depth;
} nq_xml;

/* `text` is valid UTF-8 and outlives *x. */
void nq_xml_start(nq_xml *x, naql_str text);

/* Any end tag closes the element that was opened last, whatever it names. */
nq_xml_event nq_xml_next(nq_xml *x);

/* Value of an attribute of the element that was opened last, as it is written;
 * empty: there is none. Of two the first counts. */
naql_str nq_xml_attribute(const nq_xml *x, const char *name);

/* Adds a piece: lines end with a line feed, what is no character of XML is left
 * out. Where `known` is given, its '&' are read; else it is CDATA. */
void nq_xml_write(nq_entities *known, naql_str piece, nq_buf *out);

#endif
