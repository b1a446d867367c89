/* SPDX-License-Identifier: EUPL-1.2 */
/* The allocator below malloc: mimalloc, where the programs are built with it (configure --with-mimalloc), else the C library's. */
#ifndef IMI_BASE_ALLOCATOR_H
#define IMI_BASE_ALLOCATOR_H

/*
 * allocator_start - have freed memory kept for ten seconds before the system gets it back. What a request uses ends with it
 * and is wanted again by the next; giving it back in between costs two system calls and the zeroing of each page.
 * Once per process, before anything is loaded. Nothing without mimalloc.
 */
void allocator_start(void);

#endif
