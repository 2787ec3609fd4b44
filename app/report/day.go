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

	TakeOver      Kept `json:"takeOver"`      // G-SLA-04
	Ack           Kept `json:"ack"`           // G-SLA-02, the bot's
	FirstResponse Kept `json:"firstResponse"` // G-SLA-01
	Accept        Kept `json:"accept"`        // S-ACC-06
	Resolution    Kept `json:"resolution"`    // G-SLA-03, people's time only
	// BotTime is how long the bot had a chat to itself, of those that a person then
	// took.
	BotTime Times `json:"botTime"`
	Chats   Chats `json:"chats"`
	Calls   Calls `json:"calls"`
	Night   Night `json:"night"`
	CSAT    CSAT  `json:"csat"`
	// Delayed is the cohort of chats that came at night (G-ON-13). They are not in
	// CSAT.
	Delayed CSAT   `json:"delayed"`
	FCR     FCR    `json:"fcr"`
	Bot     Bot    `json:"bot"`
	Alerts  Alerts `json:"alerts"`
	// Coverage names the first gaps; the hub tells all of them elsewhere.
	Coverage coverage.Figures `json:"coverage"`
	Cover    Cover            `json:"cover"`
	// Ends and Resolutions count tickets by end reason and by resolution category
	// (E-END-00, S-CLOSE-02), Forwards by reason (S-TRF-06).
	Ends        map[string]int `json:"ends,omitempty"`
	Resolutions map[string]int `json:"resolutions,omitempty"`
	Forwards    map[string]int `json:"forwards,omitempty"`
	// Escalations are offers of a chat to who knows or may do more (E-ESC-00).
	Escalations int `json:"escalations"`
	// Published are the reports that were published, oldest first.
	Published []Published `json:"published,omitempty"`
}

// Kept is a clock of the register: how often it was met.
type Kept struct {
	// Of clocks were kept or ran out on this day; InTime of them were kept before
	// they ran out. What was not owed any more in time is in neither, and what ran
	// out on an earlier day was counted there.
	Of     int `json:"of"`
	InTime int `json:"inTime"`
	// Target is how long the policy gives, 0 where that depends.
	Target int64 `json:"target"`
	// Goal is a time to aim at that is shorter than the clock, 0 if there is none;
	// InGoal were kept within it.
	Goal   int64 `json:"goal,omitempty"`
	InGoal int   `json:"inGoal,omitempty"`
	Times
	// Open are those that run and have not run out.
	Open int `json:"open"`
	// Late are those that were not in time, the first [ListMax]; Of-InTime counts
	// them all.
	Late []Case `json:"late,omitempty"`
}

// Times say how long N things took: half of them at most Median, 95 of a hundred at
// most P95.
type Times struct {
	N      int   `json:"n"`
	Median int64 `json:"median"`
	P95    int64 `json:"p95"`
	Max    int64 `json:"max"`
}

// What a day names is bounded, so that it always goes into one event; the counts
// beside a list are of all.
const (
	// ListMax is how many cases each list names.
	ListMax = 10
	// GapsMax is how many gaps of coverage, and how many lines without a judgement,
	// a day names. Package coverage has them all.
	GapsMax = 24
	// publishedMax is how many publications a day remembers, the newest.
	publishedMax = 8
)

// Case is one thing that a figure was made from.
type Case struct {
	Chat       chat.ChatID       `json:"chat,omitempty"`
	Obligation chat.ObligationID `json:"obligation,omitempty"`
	// Agent owed it when it ran out, or was accountable.
	Agent chat.AgentID `json:"agent,omitempty"`
	// At is when its time was over.
	At chat.Instant `json:"at"`
	// Took is how long it took in all, 0 while it is not over.
	Took int64 `json:"took,omitempty"`
}

// Chats counts chats and their tickets.
type Chats struct {
	Opened int `json:"opened"`
	// Closed are the chats that closed on this day and have not come back.
	Closed int `json:"closed"`
	// ByBot of the closed were never served by a person.
	ByBot int `json:"byBot"`
	// Ticketed of the closed have a ticket (G-TKT-01); Without names the others.
	Ticketed int           `json:"ticketed"`
	Without  []chat.ChatID `json:"without,omitempty"`
}

// Calls counts what was to be phoned because of a chat (G-OPS-04). What people put
// on the shared list by hand is no event of a chat and is not in it.
type Calls struct {
	// Due = Kept + Failed + those that are open and due before the day is over.
	Due    int `json:"due"`
	Kept   int `json:"kept"`
	Failed int `json:"failed"`
	// Late of the due were not tried in time. Open are all that are owed.
	Late int `json:"late"`
	Open int `json:"open"`
	// Attempts count calls that were made, Reached of them the customer; Early ones
	// came too soon after another. Texts went by WhatsApp.
	Attempts int `json:"attempts"`
	Reached  int `json:"reached"`
	Early    int `json:"early"`
	Texts    int `json:"texts"`
	// Offered and Confirmed count calls that were offered in a chat (G-CB-07,
	// G-CB-11).
	Offered   int `json:"offered"`
	Confirmed int `json:"confirmed"`
	// LateList names the first [ListMax] that are late.
	LateList []Case `json:"lateList,omitempty"`
}

// Night is what was made of the chats that this day's first shift found.
type Night struct {
	Filed  int  `json:"filed"`
	Review Kept `json:"review"` // G-ON-02
	Ack    Kept `json:"ack"`    // G-ON-10
	// Call is in time if the first attempt was (G-ON-11); three in vain end it, too.
	Call    Kept `json:"call"`
	Resolve Kept `json:"resolve"` // G-ON-12
}

// CSAT is what customers said: the raw answers and three ways to read them.
type CSAT struct {
	// Stars counts the answers of one to five stars.
	Stars [5]int `json:"stars"`
	N     int    `json:"n"`
	// Mean is in hundredths of a star, Five and Satisfied (four or five) are percent
	// of N; all are rounded down, and 0 without answers.
	Mean      int `json:"mean"`
	Five      int `json:"five"`
	Satisfied int `json:"satisfied"`
	// Target is for Satisfied, TargetMean for Mean; 0 is none.
	Target     int `json:"target,omitempty"`
	TargetMean int `json:"targetMean,omitempty"`
}

// FCR is what the tickets of chats that closed on this day say of the first contact
// (G-QUAL-01, A-25).
type FCR struct {
	Yes int `json:"yes"`
	No  int `json:"no"`
	// Percent is Yes of Yes+No, rounded down; 0 without answers.
	Percent int `json:"percent"`
	Target  int `json:"target"`
	// ByRule of the answers are a rule's and no person's.
	ByRule int `json:"byRule"`
	// Final is until when a customer who comes back can overturn it.
	Final chat.Instant `json:"final"`
}

// Bot counts what the bot did wrong (G-OPS-02).
type Bot struct {
	// Written were written up, Owed are to be.
	Written int `json:"written"`
	Owed    int `json:"owed"`
	// NoneSeen says that somebody gave in a day without errors.
	NoneSeen bool `json:"noneSeen"`
	// Rejected are suspicions that people dismissed, LateLines what the bot said
	// after a takeover and nobody was sent (D-08).
	Rejected  int `json:"rejected"`
	LateLines int `json:"lateLines"`
}

// Alerts counts alerts and how many were none.
type Alerts struct {
	Raised    int `json:"raised"`
	Dismissed int `json:"dismissed"`
	// Of those the immediate ones.
	Immediate          int `json:"immediate"`
	ImmediateDismissed int `json:"immediateDismissed"`
}

// Cover counts how cover moved (D-12).
type Cover struct {
	Changes int `json:"changes"`
	Asked   int `json:"asked"`
	Refused int `json:"refused"` // by somebody, or by silence
	Breaks  int `json:"breaks"`
	// Overridden breaks began without cover, by a lead's word.
	Overridden int `json:"overridden"`
}

// Published is one report that was published.
type Published struct {
	Shift string       `json:"shift"`
	By    chat.AgentID `json:"by"`
	At    chat.Instant `json:"at"`
}
