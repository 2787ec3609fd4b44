package policy

import (
	"slices"
	"time"
	_ "time/tzdata" // Without it a policy that is valid on one desk would be refused on another.

	"floorwalker/app/chat"
)

// Policy is what a team has decided. It is a value: nothing in it can be
// changed through a copy.
type Policy struct {
	// Version counts the team's own changes, from 1. It is written into every
	// trigger, so that old evidence can be judged by the policy of its day.
	Version int
	Floor   Floor
	Texts   Texts
	Support Support
	// Queues are the teams that a chat can be forwarded to (S-TRF-02), in the
	// order of the file; the empty ones are not used.
	Queues [MaxQueues]string

	TakeOver      TakeOver
	Trigger       Trigger
	Rules         Rules
	Severity      Severity
	Handover      Handover
	Ack           Ack
	FirstResponse FirstResponse
	Resolution    Resolution
	Callback      Callback
	Silence       Silence
	FollowUp      FollowUp
	Overnight     Overnight
	Delay         Delay
	Quality       Quality
	Cover         Cover
	Agent         Agent
	Upload        Upload
	EyesOn        EyesOn
	Ring          Ring
	Offer         Offer
	Warn          Warn
	Toasts        Toasts
	Alerts        Alerts
	Update        Update
	Note          Note
	Reply         Reply
	Promise       Promise
	Dial          Dial
	Idle          Idle
	Shift         Shift
	Routing       Routing
	Transfer      Transfer
	Group         Group
	Retention     Retention
}

// ShippedName is what the policy that ships calls the floor: its customers are played. A
// team that has not named its floor yet has that name too.
const ShippedName = "Practice floor"

// Floor is what the workspace is called.
type Floor struct {
	// Name is shown in the title bar, 1 to 80 characters.
	Name string
}

// Support is how a customer reaches the team, as canned responses tell them.
type Support struct {
	// Salutation stands for a customer whose name is not known.
	Salutation string
	Team       string
	Phone      string
	Mail       string
}

// MaxQueues is how many teams a floor may name.
const MaxQueues = 8

// HasQueue reports whether the floor has a team of that name.
func (p *Policy) HasQueue(name string) bool {
	return name != "" && slices.Contains(p.Queues[:], name)
}

// TakeOver says how long a customer may wait for a person once a trigger
// alerts. Both clocks start when the trigger is detected.
type TakeOver struct {
	// Immediate is for the first six triggers (G-TRIG-01 to -06, G-SLA-04).
	Immediate time.Duration
	// Proactive is for the other four (G-TRIG-07 to -10).
	Proactive time.Duration
	// Fence is how long the backend has to confirm that the bot is stopped
	// before the desk says that it may still speak (D-08).
	Fence time.Duration
}

// Trigger holds the numbers that detectors measure against.
type Trigger struct {
	// Confidence: below it the bot is not sure enough and an alert is due
	// (G-TRIG-10). It is the alert threshold of the rule low_confidence.
	Confidence chat.Score
	// ConfidenceRearm: above it, and not before, the rule may fire again
	//
	ConfidenceRearm chat.Score
	// Stuck is how long one issue may go without progress (G-TRIG-07).
	Stuck time.Duration
	// RepeatBot is how many like answers of the bot are a repetition
	// (G-TRIG-08, A-45), 2 to 8.
	RepeatBot int
	// RepeatCustomer is how many like questions are one (G-TRIG-09, A-45),
	// 2 to 8.
	RepeatCustomer int
}

// Handover is the guided greeting after a takeover (G-HAND-01 to -04).
type Handover struct {
	// Steps are the marks at which each of the three steps ends, counted from
	// the takeover.
	Steps [3]time.Duration
	// Ack is how long a lead has to sign for what a shift hands over (D-05).
	Ack time.Duration
}

// Ack is the bot's own acknowledgement of a customer.
type Ack struct {
	// Auto is the longest a customer may wait for it (G-SLA-02).
	Auto time.Duration
}

// FirstResponse is the time from ownership to the owner's first line
// (G-SLA-01, A-03).
type FirstResponse struct {
	Target time.Duration
	Max    time.Duration
}

// Resolution is how long a chat may take (G-SLA-03, A-06).
type Resolution struct {
	// Target is the span in which a good chat ends; past its second mark the
	// clock is orange.
	Target [2]time.Duration
	Max    time.Duration
}

// Callback says when a call is offered and how soon it comes.
type Callback struct {
	// Prompt is the age of a chat at which a call is proposed (G-CB-05).
	Prompt time.Duration
	// Urgent and Standard are the latest a call may come (G-CB-09).
	Urgent   Term
	Standard Term
}

// Silence is what happens when a customer does not answer. The first three
// count from the last line that expects an answer.
type Silence struct {
	Nudge time.Duration // G-NR-01
	Warn  time.Duration // G-NR-02
	Close time.Duration // G-NR-03
	// Call is the latest for the call that the warning promised (G-NR-04).
	Call time.Duration
	// Send says who sends the three messages.
	Send SendMode
}

// FollowUp is the routine of calling a customer back.
type FollowUp struct {
	// Attempts is how many calls are made before WhatsApp (G-FU-06, -08).
	Attempts int
	// Gap is the least time between two of them, from the end of the former
	//
	Gap      time.Duration
	Urgent   Term // G-FU-06
	Standard Term // G-FU-07
	// Mail says whether each attempt is mailed to the customer (G-FU-09).
	Mail bool
}

// Overnight is for chats that came while nobody covered the floor. The first
// two count from the start of the shift.
type Overnight struct {
	Review time.Duration // G-ON-02, G-ON-10: reviewed and acknowledged
	Call   time.Duration // G-ON-11
	// Resolve counts from the first contact by phone (G-ON-12).
	Resolve time.Duration
	// CSAT is the share of satisfied customers to reach, in percent (G-ON-13).
	CSAT int
	// WhatsAppFirst lets a text go after the first call of a night that nobody
	// answered, instead of after the third. The team's choice; off.
	WhatsAppFirst bool
}

// Delay is for customers who are upset about a delay.
type Delay struct {
	// EscalationCheck is when they are called to ask whether all is well
	// (G-ONESC-02).
	EscalationCheck time.Duration
}

// Quality is what the team aims at.
type Quality struct {
	// FCR is the share of chats resolved at first contact, in percent
	// (G-QUAL-01).
	FCR int
	// FCRWindow is how long no second contact may come in the same category
	//
	FCRWindow time.Duration
	// CSAT is the rating to reach, 1 to 5 (G-QUAL-02).
	CSAT int
	// Coverage is the share of chats that is watched, in percent (G-QUAL-03,
	// G-OPS-01).
	Coverage int
}

// Cover says when somebody is accountable for the floor.
type Cover struct {
	// Window is the daily time of cover in Zone (G-COV-01).
	Window Window
	// Zone is an IANA name such as "Asia/Kolkata".
	Zone string
	// Switch is how long accountability may take to move to the next person
	// (G-COV-02, D-12).
	Switch time.Duration
}

// Location returns the zone of cover. Parse has seen to it that it exists, so
// UTC comes back only for a Policy that did not come from Parse.
func (c Cover) Location() *time.Location {
	loc, err := time.LoadLocation(c.Zone)
	if err != nil {
		return time.UTC
	}
	return loc
}

// Agent limits what one person is given.
type Agent struct {
	// Cap is how many chats are assigned to one agent (E-ACT-03); it never
	// limits watching.
	Cap int
}

// Upload limits attachments.
type Upload struct {
	// Max is the size of one file in bytes (E-ACT-06, A-37).
	Max int
}

// EyesOn is the human half of "every chat is monitored".
type EyesOn struct {
	// Within is how soon a person looks at a chat, from its start and from
	// each alert.
	Within time.Duration
}

// Ring says when an alert that nobody answers rings at the next person, both
// counted from the alert.
type Ring struct {
	Secondary time.Duration
	Lead      time.Duration
}

// Offer says how long a transfer waits before it goes back.
type Offer struct {
	Agent time.Duration
	Queue time.Duration
}

// Warn says when a clock warns.
type Warn struct {
	// At are the parts of a clock, in percent, at which it does (D-02).
	At [2]int
}

// Toasts limits native notifications.
type Toasts struct {
	// Max is how many are shown a minute before they roll up into one.
	Max int
}

// Alerts limits how much an alert may insist.
type Alerts struct {
	// Repeats is how often it rings at one person before it moves on.
	Repeats int
	// FalseMax is how many false immediate alerts an agent-hour at 20 chats
	// may have, all rules together.
	FalseMax int
}

// Update reminds an agent to tell the customer how things stand.
type Update struct {
	// Reminder is the agent's silence after which it comes (S-MULTI-03).
	Reminder time.Duration
}

// Reply is how long a customer who has asked something may wait for their
// agent's line.
type Reply struct {
	Max time.Duration
}

// Promise is about promises that a person made in their own words (D-11).
type Promise struct {
	// Vague is how long "soon" may take.
	Vague time.Duration
}

// Note is what counts as a reason in writing.
type Note struct {
	// Min is the least length in characters (S-TRF-03, E-ESC-05, E-END-05).
	Min int
}
