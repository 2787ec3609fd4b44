package flow

import (
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// CallWish says what a customer has let know about being called.
type CallWish struct {
	// Asked counts the lines that ask for a call.
	Asked int
	// Prefers says that they said that they would rather talk.
	Prefers bool
}

// Wanted reports whether a call may be offered to who prefers the phone: at the
// second request, or when they have said so. At the first they are asked what it
// is about (A-57, G-CB-04).
func (w CallWish) Wanted() bool { return w.Prefers || w.Asked > 1 }

// CallWishOf reads the customer's lines. It costs all of them.
func CallWishOf(c *chat.Chat) CallWish {
	var w CallWish
	for i := range c.Messages {
		if c.Messages[i].From != chat.SpeakerCustomer {
			continue
		}
		asks, prefers := wantsCall(c.Messages[i].Text)
		if asks {
			w.Asked++
		}
		w.Prefers = w.Prefers || prefers
	}
	return w
}

// wantsCall reports whether a customer's line asks to be called, and whether it
// says that they would rather be. "Do not call me" is neither.
func wantsCall(text string) (asks, prefers bool) {
	for _, s := range sentences(text) {
		if slices.ContainsFunc(s.words, func(w string) bool { return slices.Contains(refusals, w) }) {
			continue
		}
		prefers = prefers || s.says(rather)
		asks = asks || s.says(callMe)
	}
	return asks || prefers, prefers
}

// The tables below are read-only after initialisation.
var (
	refusals = strings.Fields(`dont not never cant without instead nahi nahin mat नहीं मत`)
	callMe   = phrases(`call me|phone me|ring me|give me a call|get a call|want a call|need a call|have a call|a callback|call back|
		someone call|somebody call|talk on the phone|talk on phone|talk over the phone|speak on the phone|speak on phone|
		speak over the phone|over a call|on a call|mujhe call|call karo|call kar do|call kijiye|call kariye|phone karo|
		phone kijiye|phone kariye|कॉल करो|कॉल करें|कॉल कीजिए|फोन करो|फोन करें|फोन कीजिए|फ़ोन करें`)
	rather = phrases(`prefer phone|prefer the phone|prefer a call|prefer to talk|prefer to speak|prefer talking|rather talk|
		rather speak|rather have a call|better on the phone|better on a call|easier on the phone|easier on a call|
		easier to talk|easier to explain on|easier over the phone|phone par baat|call par baat|फोन पर बात|कॉल पर बात`)
)
