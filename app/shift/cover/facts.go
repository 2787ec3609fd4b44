package cover

import (
	"fmt"
	"slices"
	"strings"

	"floorwalker/app/chat"
)

// own stands before the ids of the facts of this package, and of the questions
// that it asks by itself.
const own = "cover:"

// ByRule reports whether a question was asked by this package and not by a
// person who wants a break.
func ByRule(id chat.AskID) bool { return strings.HasPrefix(string(id), own) }

// facts collects what follows from one cause at one instant.
type facts struct {
	scene
	cause string
	list  []chat.Event
}

func (s *facts) add(what string, b chat.Body) {
	s.list = append(s.list, chat.Event{ID: chat.EventID(own + what + ":" + s.cause), At: s.at, Body: b})
}

// change gives cover to somebody, if that is news.
func (s *facts) change(c choice, shift string) {
	was := s.f.Cover()
	if was.Agent == c.agent && was.Role == c.role && was.Shift == shift && !was.Since.IsZero() {
		return
	}
	s.add("changed:"+string(c.agent), &chat.CoverChanged{Agent: c.agent, Role: c.role, Shift: shift, Why: c.why})
}

// ask asks somebody by rule. The question runs out when cover moves on by itself.
func (s *facts) ask(from, to chat.AgentID) {
	id := own + "ask:" + s.cause + ":" + string(to)
	s.add("asked:"+string(to), &chat.CoverAsked{
		Ask: chat.AskID(id), From: from, To: to, Why: s.name(from) + " is " + s.why(from),
		Until: s.at.Add(s.ed.Policy.Cover.Switch),
	})
}

// why says why somebody cannot go on.
func (s *facts) why(a chat.AgentID) string {
	if w := s.away(a); w != "" {
		return w
	}
	return "at the end of their time"
}

// close ends a question that nobody has answered.
func (s *facts) close(a chat.CoverAsk, reason string) {
	s.add("closed:"+string(a.Ask), &chat.CoverAnswered{Ask: a.Ask, Reason: reason})
}

// waits reports whether a question of somebody's is open.
func (s *facts) waits(from chat.AgentID) bool {
	return slices.ContainsFunc(s.f.Cover().Asks, func(a chat.CoverAsk) bool { return a.From == from })
}

// turn begins the shift that runs, or ends cover where none does.
func (s *facts) turn() {
	if !s.runs {
		s.dusk()
		return
	}
	who, role := s.head()
	c := choice{s.firstThere(who), chat.Role(role), string(role) + " by the roster"}
	switch {
	case c.agent != "":
	case len(who) > 0:
		// Their shift has begun, wherever they are (G-COV-01).
		c.agent = who[0]
	default:
		c = s.standIn()
	}
	s.change(c, s.shift.ID)
	if c.agent == "" || s.there(c.agent) {
		return
	}
	if s.f.Cover().Agent == c.agent && s.waits(c.agent) {
		return // has been asked already
	}
	s.seek(c.agent)
}

// dusk ends cover: breaks and questions end with it.
func (s *facts) dusk() {
	for _, a := range s.f.Cover().Asks {
		s.close(a, "cover has ended")
	}
	var resting []chat.AgentID
	s.f.EachAgent(func(p *chat.Agent) {
		if !p.Break.IsZero() {
			resting = append(resting, p.ID)
		}
	})
	slices.Sort(resting)
	for _, a := range resting {
		s.add("back:"+string(a), &chat.BreakEnded{Agent: a})
	}
	s.change(choice{why: s.nobody()}, "")
}

// seek looks for somebody in the place of one who is not there: at once who
// answers by the roster, else those who may be asked, else who answers if nobody
// accepts, and is told so for as long as the switch may take: most lines that
// break are back before that.
func (s *facts) seek(gone chat.AgentID) {
	who, role := s.head()
	if a := s.firstThere(who); a != "" {
		s.change(choice{a, chat.Role(role), string(role) + " by the roster; " + s.name(gone) + " is " + s.why(gone)}, s.shift.ID)
		return
	}
	asked := s.candidates(gone)
	if len(asked) == 0 {
		next := s.standIn()
		if gone == "" || next.agent == "" || next.agent == gone || s.revoked(gone) {
			s.settle(gone, next)
			return
		}
		asked = []chat.AgentID{next.agent}
	}
	for _, a := range asked {
		s.ask(gone, a)
	}
}

// settle gives cover to who answers without being asked. Who has it already keeps
// it as they have it; only if the time of their place is over, and they are
// there, they go on without the place.
func (s *facts) settle(was chat.AgentID, next choice) {
	switch {
	case next.agent != was:
		s.change(next, s.shift.ID)
	case s.there(was):
		s.goOn(was)
	}
}

func (s *facts) goOn(a chat.AgentID) {
	s.add("changed:"+string(a), &chat.CoverChanged{Agent: a, Role: s.roleOf(a), Shift: s.shift.ID, Why: "nobody else is here"})
}

// fall gives cover to who answers because nobody has accepted.
func (s *facts) fall(why string) {
	who, role := s.head()
	next := choice{s.firstThere(who), chat.Role(role), string(role) + " by the roster"}
	if next.agent == "" {
		next = s.standIn()
		next.why = why + ": " + next.why
	}
	s.settle(s.f.Cover().Agent, next)
}

// over follows who held cover by a place whose time has ended within the shift.
// Where there is nobody else they go on, without the place.
func (s *facts) over(was chat.Cover) {
	s.seek(was.Agent)
	if len(s.list) == 0 {
		s.goOn(was.Agent)
	}
}

// nobody says why nobody answers for the floor.
func (s *facts) nobody() string {
	if !s.r.Written() {
		return "the roster names nobody"
	}
	next := s.r.Next(s.at)
	if next.ID == "" {
		return "NO COVER: no shift comes within a year"
	}
	return fmt.Sprintf("NO COVER until %s", s.clock(next.Start))
}

// clock writes an instant in the zone of cover, with the day if it is another.
func (s *scene) clock(i chat.Instant) string {
	t, now := i.Time().In(s.r.Zone()), s.at.Time().In(s.r.Zone())
	switch {
	case t.Format("20060102") == now.Format("20060102"):
		return t.Format("15:04")
	case i.Sub(s.at) < 6*24*hour:
		return t.Format("Monday 15:04")
	}
	return t.Format("2 January 15:04")
}
