// Package loop is the one door to the UI thread.
//
// Fyne runs every callback on one goroutine; everything else must enter through
// fyne.Do, and only this package calls it. The door opens one way: there is no
// call that waits for the UI, because such a call made from the UI goroutine
// itself would never return.
//
// Fyne runs what is posted from one goroutine in the order of posting; it makes
// no promise between two goroutines, and it drops what is still queued when the
// program ends. So nothing that matters (a draft, a command) may depend on a
// posted function: it is stored first and shown afterwards.
//
// Fyne's queue is unbounded and runs one function per turn, so a stream of events
// that posts once per event fills it. Merger stands before the door: it keeps at
// most one pending render per key, lets urgent ones through at once and gathers
// the rest in windows that widen when rendering is slow.
//
// In tests fyne.Do runs at once on the caller's goroutine and so hides races and
// order. Tests take a Crank instead and turn it by hand; Merger takes its clock
// and timer as arguments, so testing/synctest or a hand-made timer drives it.
package loop
