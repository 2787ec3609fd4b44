package dial

import (
	"fmt"
	"strings"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/ui/words"
)

// planWords are the times of the attempts: now, an hour later, another hour later
//
func (c *Card) planWords() string {
	if c.line.Ended {
		return "Nothing more is planned."
	}
	var parts []string
	made := 0
	for _, a := range c.line.Log {
		if a.Outcome != chat.AttemptNotMade {
			made++
		}
	}
	var least chat.Instant // of what is still to come: nobody calls in the past
	for i, at := range c.line.Plan {
		now := false
		if i >= made {
			if least.IsZero() {
				now, least = at <= c.opts.Now(), max(at, c.opts.Now())
			}
			at = max(at, least)
			least = at.Add(c.opts.Policy.FollowUp.Gap)
		}
		word := c.opts.Short(at)
		switch {
		case i < made:
			word += " tried"
		case now:
			word = "now"
		}
		parts = append(parts, fmt.Sprintf("%d: %s", i+1, word))
	}
	return strings.Join(parts, " · ")
}

// historyWords are the attempts, the oldest first, with what came of each and why one
// does not count.
func (c *Card) historyWords() string {
	if len(c.line.Log) == 0 {
		return "Nobody has called yet."
	}
	people := words.PeopleOf(c.snap)
	var lines []string
	for _, a := range c.line.Log {
		s := c.opts.Short(a.Began) + " " + people.Name(a.By) + ": "
		if a.Ended.IsZero() {
			s += "on the phone"
		} else {
			s += words.Outcome(a.Outcome)
			if d := a.Ended.Sub(a.Began); d > 0 {
				s += " after " + words.Clock(d)
			}
		}
		if a.Outcome == chat.AttemptCallBack && !a.Again.IsZero() {
			s += " at " + c.opts.Short(a.Again)
		}
		switch {
		case a.Outcome == chat.AttemptNotMade:
		case a.Early:
			s += " · too early, does not count"
		case a.Uncertain:
			s += " · at an uncertain time, does not count"
		}
		if note := strings.TrimSpace(a.Note); note != "" {
			s += "\n“" + note + "”"
		}
		lines = append(lines, s)
	}
	return strings.Join(lines, "\n")
}

// ruleWords are the rules that hold for this call now.
func (c *Card) ruleWords() string {
	p := c.opts.Policy.FollowUp
	s := placedWords(&c.line) + fmt.Sprintf("%s, %d minutes from the end of one to the start of the next.", words.Count(p.Attempts, "attempt"), int(p.Gap.Minutes()))
	if !c.line.Next.IsZero() && !c.line.Spent && !c.line.Ended {
		s += " The next opens at " + c.opts.Short(c.line.Next) + "."
	}
	if v := followup.MayText(&c.line, c.who()); v.OK {
		s += " WhatsApp is open, through the chat platform only."
	} else {
		s += " " + v.Words
	}
	switch {
	case c.line.Urgent:
		s += " Urgent: the first attempt within two hours."
	case c.line.Key.Record == "":
		s += " Standard: the same day."
	}
	if c.snap.Link.State != app.LinkLive {
		s += " Without the hub only who owes the call may begin it."
	}
	return s
}

// placedWords say what the team's telephone system made of the call that runs.
func placedWords(l *followup.Line) string {
	a, running := l.Log.Running()
	switch {
	case running && a.Placed == chat.PlacedFailed:
		return a.PlacedWhy + " "
	case running && a.Placed == chat.PlacedYes:
		return "The telephone system dials: your telephone rings. "
	}
	return ""
}
