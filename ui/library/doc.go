// Package library is the pane of the canned library: a search over the team's
// approved texts, the folders they stand in, and an editor.
//
// # What it owns
//
// The pane owns what is being typed and nothing else. What is saved is the
// desk's: the pane shows the library of the newest snapshot and asks the desk
// for every change. An answer comes on the desk's goroutine and is brought here
// through Options.Post; files are read and written through Options.Go, away
// from the window. Everything else here belongs to the UI thread.
//
// # Nobody's text is lost
//
// An editor is bound to the record and the revision that were opened. News
// about that record while somebody types changes nothing in the fields; a
// banner says who wrote meanwhile. What is typed and not saved is a draft: it
// goes to the desk with each key, is on its disk within a second, comes back
// when the record is opened again, also after a crash, and is let go of only by
// saving it or by Discard. Escape, another record and another page leave it be.
//
// An edit whose author had not seen the newest revision is answered with both
// sides. They are shown beside each other, as are the heads of a record that
// two desks wrote apart, and the rows of a file that is older than the library.
//
// # Files
//
// A file is first read and held against the library, and what it would do is
// shown; only then, on a second press, is it written. What was refused is listed
// with its line.
//
// # Nothing jumps
//
// While the pointer is over the rows, or for two seconds after a key that walked
// them, rows keep their places and are only drawn anew; a line says that there
// is another order and shows it when it is pressed. Render compares books by
// address, so a snapshot that brings nothing costs microseconds.
//
// # Testing
//
// Tests drive the pane in a window of Fyne's test driver with a desk that keeps
// a library in memory and answers when the test lets it. With
// FLOORWALKER_PICTURES naming a folder, the pane is drawn there.
package library
