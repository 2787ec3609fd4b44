package view

import "time"

// LookWithin changes how soon a chat must be looked at; the caller
// updates every chat afterwards.
func (b *Book) LookWithin(within time.Duration) {
	b.within = within
	b.round++
}
