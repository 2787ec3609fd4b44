package main

import (
	"floorwalker/app"
	"floorwalker/app/alert"
	"floorwalker/ui/native"
)

// caller carries out what the bell decides: the system draws, a player plays.
type caller struct {
	notes *native.Notifier
	sound *native.Sound
}

var _ app.Caller = (*caller)(nil)

// Call implements app.Caller.
func (c *caller) Call(as []alert.Action) {
	for _, a := range as {
		switch a := a.(type) {
		case alert.Show:
			c.show(a.Key, a.Title, a.Body, a.Urgency, a.Sound)
		case alert.RollUp:
			c.show(a.Of(), a.Title, a.Body, a.Urgency, a.Sound)
		case alert.Ring:
			c.play(a.Urgency)
		case alert.Withdraw:
			c.notes.Withdraw(a.Key.String())
		}
	}
}

func (c *caller) show(k alert.Key, title, body string, u alert.Urgency, sound bool) {
	c.notes.Show(native.Note{Key: k.String(), Title: title, Body: body, Urgent: u == alert.P0})
	if sound {
		c.play(u)
	}
}

func (c *caller) play(u alert.Urgency) {
	switch u {
	case alert.P0:
		c.sound.Play(native.ToneP0)
	case alert.P2:
		c.sound.Play(native.ToneP2)
	default:
		c.sound.Play(native.ToneP1)
	}
}

// nobody calls nobody; the smoke test sees that it is missed.
type nobody struct{}

// Call implements app.Caller.
func (nobody) Call([]alert.Action) {}
