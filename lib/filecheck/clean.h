/* SPDX-License-Identifier: EUPL-1.2 */
/*
 * Photos and pictures without what they tell about place, time, device and person. Works on the bytes in place: the
 * result is never longer. What is not known to be part of the picture goes (EXIF with its GPS position, XMP, IPTC,
 * maker notes, comments, preview pictures, anything behind the end); the picture itself is not recompressed.
 */
#ifndef IMI_FILECHECK_CLEAN_H
#define IMI_FILECHECK_CLEAN_H

#include <stdbool.h>
#include <stddef.h>

/*
 * clean_jpeg - keep the segments that make the picture, the colour profile and the orientation.
 *
 * data, *size  the file; on true *size is its new length, at most the old one
 * *changed     whether anything was taken out
 * *cut         whether the end of the picture is missing: programs show it as far as it goes
 * Returns false when it is no JPEG file, or one that ends before its picture begins: refuse it; the content of `data` is
 * undefined then.
 */
bool clean_jpeg(unsigned char *data, size_t *size, bool *changed, bool *cut);

/* clean_png - the same for PNG: tEXt, iTXt, zTXt, tIME and unknown chunks go, and of eXIf all but the orientation. */
bool clean_png(unsigned char *data, size_t *size, bool *changed);

#endif
