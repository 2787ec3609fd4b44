package loop

import "fyne.io/fyne/v2"

// Loop runs functions on the UI thread, later and in order of posting.
// Post never waits and may be called from any goroutine, the UI's included.
type Loop interface {
	Post(f func())
}

// Fyne is the Loop of the running program. After quitting has begun Fyne drops
// what is queued, so posters must be stopped before the program ends.
type Fyne struct{}

var _ Loop = Fyne{}

// Post hands f to Fyne's own queue.
func (Fyne) Post(f func()) { fyne.Do(f) }
