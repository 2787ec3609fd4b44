// Package picture makes the pictures that strangers sent small, so that a thread can
// show them (E-ACT-06, V-ATT-01): at most 320 pixels wide and high, decoded in the
// background, and nothing else about them.
//
// # What it owns
//
// An [Album]: the small pictures by the hash of the file, the newest [Kept] of them,
// and what could not be shown. It draws nothing and knows no window; whoever shows a
// thread asks [Album.Get] and is told by Changed when there is news.
//
// # What it promises about bytes
//
// They are a stranger's. Only PNG, JPEG, GIF and WebP are looked at, by what the hub
// found in the bytes; of a GIF the first frame. A file over [MaxBytes] is not fetched.
// Width and height are read from the head before anything is decoded, and a picture of
// more than [MaxPixels] is not decoded: what it would take in memory is known before
// it is taken. One picture is decoded at a time. A decoder that panics costs the
// picture, not the program. Nothing is written to disk, and nothing is ever run.
//
// # Threads
//
// Get is for one goroutine or many; it never waits. Changed is called from the
// album's own goroutine, which ends with Close.
//
// # How to test it
//
// Pictures of all four formats and damaged ones, a source that counts and waits, and
// FuzzDecode.
package picture
