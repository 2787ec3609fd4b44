package practice

import (
	"bytes"
	"crypto/sha256"
	"encoding/json"
	"errors"
	"fmt"
	"io/fs"
	"path"
	"strings"
	"time"

	"floorwalker/app/chat"
)

// Scenario is the script of one simulated chat, read from a JSON file named
// for it.
type Scenario struct {
	// Name is the file's, without its ending.
	Name string `json:"-"`
	// About says in a sentence what this chat is there to show.
	About string `json:"about"`
	// Covers names the requirements whose situation it brings about.
	Covers []string `json:"covers"`
	// Channel is how the customer comes; empty means the website.
	Channel chat.Channel `json:"channel"`
	// Locale is the customer's language.
	Locale string `json:"locale"`
	// Page is where the customer was when the chat began.
	Page string `json:"page"`
	// People are customers of whom one comes, by chance.
	People []Guest `json:"people"`
	// Before are the customer's earlier chats, newest first.
	Before []Earlier `json:"before"`
	// Steps are the turns, each with its place as its number.
	Steps []Step `json:"steps"`
	// WithAgent is what the customer says to an agent, a line for each of
	// theirs; then the customer leaves.
	WithAgent []string `json:"with_agent"`
	// Stays says that the customer does not leave by themselves after that: they
	// are silent until an agent ends the chat.
	Stays bool `json:"stays"`
	// Rating is what the customer answers when they are asked for one, 1 to 5
	// stars; 0 means that they do not answer.
	Rating int `json:"rating"`
	// Nudge is what the customer asks when an agent keeps them waiting.
	Nudge string `json:"nudge"`
	// End says why the chat closed, when the script was played to its end.
	End string `json:"end"`
}

// Guest is one customer.
type Guest struct {
	Name    string `json:"name"`
	Contact string `json:"contact"`
	// Phone is a number of theirs; without one they get one that nobody has.
	Phone   string `json:"phone"`
	Account string `json:"account"`
}

// Earlier is an earlier chat of the same customer.
type Earlier struct {
	DaysAgo int    `json:"days_ago"`
	Summary string `json:"summary"`
}

// Act is what a step does.
type Act string

// The acts. Customer and bot say the step's text; answer leaves it to the
// real bot; queue hands the chat over to people, and text is the reason; wait
// is silence.
const (
	ActCustomer Act = "customer"
	ActBot      Act = "bot"
	ActAnswer   Act = "answer"
	ActQueue    Act = "queue"
	ActWait     Act = "wait"
)

// Step is one turn of a script.
type Step struct {
	Act  Act    `json:"act"`
	Text string `json:"text"`
	// Or holds other wordings, chosen by chance.
	Or []string `json:"or"`
	// Pause is the time before it, in seconds; 0 leaves it to chance.
	Pause float64 `json:"pause"`
	// File is what the customer sends with the line: the name of a file in the
	// folder files.
	File string `json:"file"`
	// Confidence is the bot's own in 0..1; missing means that it gives none.
	Confidence *float64 `json:"confidence"`
	// Raises are the triggers that must follow from the pause before this step
	// and from its line, by rule, whichever wording was chosen: these and no
	// others. See the package's doc.
	Raises map[chat.RuleID]chat.Level `json:"raises"`
}

// ErrScenario says that a script is malformed.
var ErrScenario = errors.New("malformed scenario")

// LoadScenarios reads every script of the folder scenarios, by name.
func LoadScenarios(files fs.FS) ([]*Scenario, error) {
	names, err := fs.Glob(files, "scenarios/*.json")
	if err != nil {
		return nil, fmt.Errorf("practice scenarios: %w", err)
	}
	var all []*Scenario
	for _, name := range names {
		data, err := fs.ReadFile(files, name)
		if err != nil {
			return nil, fmt.Errorf("practice scenarios: %w", err)
		}
		s, err := parseScenario(strings.TrimSuffix(path.Base(name), ".json"), data)
		if err != nil {
			return nil, fmt.Errorf("practice scenarios: %s: %w", name, err)
		}
		all = append(all, s)
	}
	return all, nil
}

func parseScenario(name string, data []byte) (*Scenario, error) {
	s := &Scenario{Name: name}
	dec := json.NewDecoder(bytes.NewReader(data))
	dec.DisallowUnknownFields()
	if err := dec.Decode(s); err != nil {
		return nil, fmt.Errorf("%w: %w", ErrScenario, err)
	}
	if len(s.People) == 0 || len(s.Steps) == 0 || s.End == "" {
		return nil, fmt.Errorf("%w: people, steps or end is missing", ErrScenario)
	}
	if s.Rating < 0 || s.Rating > 5 {
		return nil, fmt.Errorf("%w: a rating is 1 to 5", ErrScenario)
	}
	if len(s.Steps) > firstReply {
		return nil, fmt.Errorf("%w: more than %d steps", ErrScenario, firstReply)
	}
	for i := range s.Steps {
		if err := s.Steps[i].check(); err != nil {
			return nil, fmt.Errorf("%w: step %d: %w", ErrScenario, i, err)
		}
	}
	return s, nil
}

func (s *Step) check() error {
	switch s.Act {
	case ActCustomer, ActBot, ActQueue:
		if s.Text == "" {
			return errors.New("text is missing")
		}
	case ActAnswer, ActWait:
	default:
		return fmt.Errorf("no act %q", s.Act)
	}
	if c := s.Confidence; c != nil && (s.Act != ActBot || !(*c >= 0 && *c <= 1)) {
		return errors.New("confidence is the bot's and in 0..1")
	}
	if s.File != "" && (s.Act != ActCustomer || !fs.ValidPath("files/"+s.File)) {
		return errors.New("a file is the customer's and has a name")
	}
	if !(s.Pause >= 0 && s.Pause <= 3600) {
		return errors.New("pause is in 0..3600 seconds")
	}
	return s.checkRaises()
}

func (s *Step) checkRaises() error {
	for rule, level := range s.Raises {
		if rule == "" || level != chat.LevelNotice && level != chat.LevelAlert {
			return fmt.Errorf("rule %q cannot be raised to level %q", rule, level)
		}
	}
	return nil
}

// queued reports whether the script ends with the customer waiting for a
// person.
func (s *Scenario) queued() bool { return s.Steps[len(s.Steps)-1].Act == ActQueue }

// words returns one of the step's wordings.
func (s *Step) words(d *dice) string {
	if n := d.under(len(s.Or) + 1); n > 0 {
		return s.Or[n-1]
	}
	return s.Text
}

// pause returns how long to wait before the step.
func (s *Step) pause(d *dice) time.Duration {
	drawn := d.between(s.drawn())
	if s.Pause > 0 {
		return time.Duration(s.Pause * float64(time.Second))
	}
	return drawn
}

// drawn is between what a pause that is left to chance lies: reading and typing
// take a person a while, and a bot a moment.
func (s *Step) drawn() (shortest, longest time.Duration) {
	if s.Act == ActCustomer {
		return 7 * time.Second, 22 * time.Second
	}
	return 1200 * time.Millisecond, 3 * time.Second
}

// Pauses returns the shortest and the longest that may pass before the step at
// the speed of life; they are equal where the script says how long.
func (s *Step) Pauses() (shortest, longest time.Duration) {
	if s.Pause > 0 {
		set := time.Duration(s.Pause * float64(time.Second))
		return set, set
	}
	return s.drawn()
}

// Epilogue returns what the customer does after the last step where nobody from
// the team comes: they stay for a while and leave, and in the queue they ask
// how long it takes. What follows from that belongs to the last step.
func (s *Scenario) Epilogue() []Step {
	if !s.queued() {
		return []Step{{Act: ActWait, Pause: goodbye.Seconds()}}
	}
	var steps []Step
	left, after := leaveAfter, nudgeAfter
	for range maxNudges {
		if s.Nudge != "" {
			steps = append(steps, Step{Act: ActCustomer, Text: s.Nudge, Pause: after.Seconds()})
			left -= after
		}
		after = 2 * nudgeAfter
	}
	return append(steps, Step{Act: ActWait, Pause: left.Seconds()})
}

// Wordings returns everything that the step may say, its text first.
func (s *Step) Wordings() []string { return append([]string{s.Text}, s.Or...) }

// customer returns the guest who comes, as the team will see them.
func (s *Scenario) customer(d *dice, now chat.Instant) chat.Customer {
	g := s.People[d.under(len(s.People))]
	c := chat.Customer{Name: g.Name, Contact: g.Contact, Phone: g.phone(), Account: g.Account, Page: s.Page, Locale: s.Locale}
	for _, e := range s.Before {
		c.Before = append(c.Before, chat.PastChat{
			At: now.Add(-time.Duration(e.DaysAgo) * 24 * time.Hour), Summary: e.Summary,
		})
	}
	return c
}

// phone returns the guest's number. That of a script without one is of a range that is
// kept for stories, +1 202 555 0100 to 0199, so that a dialler can be tried and
// nobody's telephone rings; each guest always has the same.
func (g *Guest) phone() string {
	if g.Phone != "" {
		return g.Phone
	}
	sum := sha256.Sum256([]byte(g.Name + "\x00" + g.Account))
	return fmt.Sprintf("+1 202 555 01%02d", (uint(sum[0])<<8|uint(sum[1]))%100)
}
