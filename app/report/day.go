package report

import (
	"floorwalker/app/chat"
	"floorwalker/app/coverage"
)

// DayVersion is the version of the form of [Day]. A reader of another one shows
// what it knows.
const DayVersion = 1

// Day is the figures of one day as they stand (G-OPS-05, A-41): every target of
// the register, each with how many it was made from. Its JSON is published and
// kept for ever: names may be added, none may change its meaning. Instants are
// milliseconds since 1970 in UTC, lengths are milliseconds.
type Day struct {
	Version int    `json:"version"`
	Date    string `json:"date"`
	// From and To bound the day in hub time, At is when the figures were asked for.
	From chat.Instant `json:"from"`
	To   chat.Instant `json:"to"`
	At   chat.Instant `json:"at"`
	// Policy is the version whose targets are named.
	Policy int `json:"policy"`

	TakeOver      Kept  `json:"takeOver"`      // G-SLA-04
	Ack           Kept  `json:"ack"`           // G-SLA-02, the bot's
	FirstResponse Kept  `json:"firstResponse"` // G-SLA-01
	Accept        Kept  `json:"accept"`        // S-ACC-06
	Resolution    Kept  `json:"resolution"`    // G-SLA-03
	Chats         Chats `json:"chats"`
	Calls         Calls `json:"calls"`
	Night         Night `json:"night"`
	CSAT          CSAT  `json:"csat"`
	// Delayed is the cohort of chats that came at night (G-ON-13).
	Delayed  CSAT             `json:"delayed"`
	FCR      FCR              `json:"fcr"`
	Bot      Bot              `json:"bot"`
	Alerts   Alerts           `json:"alerts"`
	Coverage coverage.Figures `json:"coverage"`
	// Published are the reports that were published, oldest first.
	Published []Published `json:"published,omitempty"`
}

// Kept is a clock of the register: how often it was met.
type Kept struct {
	// Of clocks ended by being kept or ran out; InTime of them were kept before.
	// What was not owed any more is in neither.
	Of     int `json:"of"`
	InTime int `json:"inTime"`
	// Target is how long was given, Median, P95 and Max how long it took, of those
	// that were kept.
	Target, Median, P95, Max int64
	// Open are those that run.
	Open int `json:"open"`
	// Late are those that were not in time, at most [ListMax]; Of-InTime counts
	// them all.
	Late []Case `json:"late,omitempty"`
}

// ListMax is how many cases a published list names.
const ListMax = 50

// Case is one thing that a figure was made from.
type Case struct {
	Chat       chat.ChatID       `json:"chat,omitempty"`
	Obligation chat.ObligationID `json:"obligation,omitempty"`
	Agent      chat.AgentID      `json:"agent,omitempty"`
	At         chat.Instant      `json:"at"`
	// Took is in milliseconds, 0 while it is not over.
	Took int64 `json:"took,omitempty"`
}

// Chats counts chats and their tickets.
type Chats struct {
	Opened int `json:"opened"`
	Closed int `json:"closed"`
	// Ticketed are those of the closed that have a ticket; Without the others.
	Ticketed int           `json:"ticketed"`
	Without  []chat.ChatID `json:"without,omitempty"`
}

// Calls counts what was to be phoned (G-OPS-04).
type Calls struct {
	Due      int    `json:"due"`
	Kept     int    `json:"kept"`
	Failed   int    `json:"failed"`
	Late     int    `json:"late"`
	Open     int    `json:"open"`
	LateList []Case `json:"lateList,omitempty"`
}

// Night is what was made of the chats of a night.
type Night struct {
	Filed   int  `json:"filed"`
	Review  Kept `json:"review"`
	Ack     Kept `json:"ack"`
	Call    Kept `json:"call"`
	Resolve Kept `json:"resolve"`
}

// CSAT is what customers said: the raw answers and three ways to read them.
type CSAT struct {
	// Stars counts the answers of one to five stars.
	Stars [5]int `json:"stars"`
	N     int    `json:"n"`
	// Mean is in hundredths of a star, Five and Satisfied are percent of N; all
	// are 0 without answers.
	Mean      int `json:"mean"`
	Five      int `json:"five"`
	Satisfied int `json:"satisfied"`
	Target    int `json:"target"`
}

// FCR is what tickets say of the first contact (G-QUAL-01, A-25).
type FCR struct {
	Yes     int `json:"yes"`
	No      int `json:"no"`
	Percent int `json:"percent"`
	Target  int `json:"target"`
	// ByRule of the answers are a rule's and no person's.
	ByRule int `json:"byRule"`
	// Final is when the last answer of the day cannot be overturned any more.
	Final chat.Instant `json:"final"`
}

// Bot counts what the bot did wrong (G-OPS-02).
type Bot struct {
	Written  int  `json:"written"`
	Owed     int  `json:"owed"`
	NoneSeen bool `json:"noneSeen"`
	Rejected int  `json:"rejected"`
}

// Alerts counts alerts and how many were none.
type Alerts struct {
	Raised    int `json:"raised"`
	Dismissed int `json:"dismissed"`
}

// Published is one report that was published.
type Published struct {
	Shift string       `json:"shift"`
	By    chat.AgentID `json:"by"`
	At    chat.Instant `json:"at"`
}
