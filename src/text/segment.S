/* SPDX-License-Identifier: Apache-2.0
 *
 * segment.S - models/segment.bin inside the library (segment.h). The file is a
 * work apart, under CC BY-SA 4.0: see models/segment.txt. */
    .section .rodata
    .balign 8
    .global nq_segment_begin
    .hidden nq_segment_begin
nq_segment_begin:
    .incbin NQ_SEGMENT_PATH
    .global nq_segment_end
    .hidden nq_segment_end
nq_segment_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
