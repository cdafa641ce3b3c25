/* SPDX-License-Identifier: Apache-2.0
 *
 * df.S - models/df.bin inside the library: background counts (rarity.h). */
    .section .rodata
    .balign 8
    .global nq_df_begin
    .hidden nq_df_begin
nq_df_begin:
    .incbin NQ_DF_PATH
    .global nq_df_end
    .hidden nq_df_end
nq_df_end:
    .byte 0
    .section .note.GNU-stack,"",%progbits
