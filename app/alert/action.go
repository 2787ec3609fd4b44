package alert

import "floorwalker/app/chat"

// Cause is why a chat calls for a person: a rule's id, or one of those below.
// No rule has an id among them.
type Cause string

// Causes that are not rules.
const (
	CauseQueued Cause = "queued" // S-ACC-01
	CauseMany   Cause = "many"   // the roll-up's

	CauseForward    Cause = "offered"  // V-FWD-01, to me or to a team
	CauseInvitation Cause = "invited"  // V-INVITE-01
	CauseAwaited    Cause = "awaited"  // C-TRF-04: it waits for me, who was away
	CauseReturned   Cause = "returned" // A-60, E-ESC-11
	CauseWhisper    Cause = "whisper"  // C-OBS-06
	CauseGiven      Cause = "given"    // E-Q-03: it was assigned to me, and its customer told so

	CauseEscalation Cause = "escalated" // E-ESC-10, to me or to a team
	CauseHelp       Cause = "help"      // S-ESC-02
	CauseReply      Cause = "reply"     // D-02: my answer is owed soon
	CauseFollowUp   Cause = "follow_up" // what I promised is owed soon
	CauseLate       Cause = "late"      // and has become due

	CauseUpset Cause = "upset" // G-ONESC-01: a customer of the night, for leads
)

// Causes that belong to no chat; see [Team].
const (
	CauseNoCover    Cause = "no_cover"     // G-COV-03
	CauseCoverAsked Cause = "cover_asked"
	CauseHandover   Cause = "handover"     // D-05: I am to acknowledge it
	CauseRaised     Cause = "raised"       // and so are leads, as nobody did in time
	CauseReview     Cause = "night_review" // G-ON-02
	CauseSelfTest   Cause = "self_test"    // C-TRF-02: a colleague's desk may miss alerts, for leads
	CauseBackend    Cause = "backend"      // a chat platform is away, for who is accountable and leads
	CauseBack       Cause = "backend_back" // and is there again
	CauseOverload   Cause = "overload"     // C-DIST-01: somebody has too much, for leads
)

// CauseMention is of a line of the team's that names me: in its channel, which is no
// chat's, or beside a chat (C-INT-01).
const CauseMention Cause = "mention"

// Key names a notification: at most one of each is live. The roll-up's key has
// no chat, nor has that of what concerns the floor as a whole.
type Key struct {
	Chat  chat.ChatID
	Cause Cause
}

// RollUpKey is the key of the one roll-up.
var RollUpKey = Key{Cause: CauseMany}

// String returns a form of the key that is unique and can be taken apart by
// [ParseKey].
func (k Key) String() string { return string(k.Cause) + "\n" + string(k.Chat) }

// ParseKey is the inverse of [Key.String].
func ParseKey(s string) Key {
	for i := range len(s) {
		if s[i] == '\n' {
			return Key{Cause: Cause(s[:i]), Chat: chat.ChatID(s[i+1:])}
		}
	}
	return Key{Cause: Cause(s)}
}

// Urgency is how loud an interruption is; smaller is louder.
type Urgency int

// The urgencies that exist so far (spec/ux.md 4.3).
const (
	// P0 is an immediate trigger, a floor that nobody answers for, or a question to
	// me to cover it: it stays until it is handled, and rings again.
	P0 Urgency = iota
	// P1 is a proactive trigger, a chat in the queue, an offer of mine that
	// nobody took, a chat that was assigned to me, an escalation to me, a call for help,
	// an answer that I owe at the second mark of its clock, a follow-up that has become due, a handover
	// to me, a night that is not reviewed, a customer of the night who is upset, or a
	// chat platform that is away: it rings once.
	P1
	// P2 is an offer, a whisper or a mention to me, a follow-up that is due [Soon], a
	// colleague's desk that may miss alerts, a colleague who has too much, or a chat
	// platform that is there again: it is heard softly, and leaves the screen after [Glance].
	P2
)

// Action is something to be done now, in the order given. The dynamic type is
// Show, Ring, RollUp or Withdraw.
type Action interface{ Of() Key }

type (
	// Show draws a notification.
	Show struct {
		Key     Key
		Title   string
		Body    string
		Urgency Urgency
		// Sound says that it is heard, too.
		Sound bool
		// Replace says that this key has been shown before and withdrawn, so a
		// remnant of it may still stand in a list of the system.
		Replace bool
	}

	// Ring plays the sound of a live notification once more and draws nothing.
	Ring struct {
		Key     Key
		Urgency Urgency
	}

	// RollUp draws or updates the one summary.
	RollUp struct {
		Alerts, Chats int
		// First is the loudest and oldest in it: what a click opens.
		First   Key
		Title   string
		Body    string
		Urgency Urgency
		Sound   bool
		// Replace says that the roll-up is on show already.
		Replace bool
	}

	// Withdraw removes a notification whose reason has gone.
	Withdraw struct{ Key Key }
)

// Of returns the key that each action is about.
func (a Show) Of() Key     { return a.Key }
func (a Ring) Of() Key     { return a.Key }
func (a RollUp) Of() Key   { return RollUpKey }
func (a Withdraw) Of() Key { return a.Key }
