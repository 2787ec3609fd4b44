package ticket

import (
	"cmp"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/typed"
)

// Part is which half of a chat a line belongs to.
type Part string

// A chat is with the bot up to the first line of a person.
const (
	PartBot    Part = "bot"
	PartPerson Part = "person"
)

// Quote is a sentence of the transcript.
type Quote struct {
	Part    Part
	From    chat.Speaker
	Message chat.MessageID
	// Start and End are the bytes of that line's text which Text repeats, tidied.
	Start, End int
	Text       string
	// Cut says that the sentence goes on after End.
	Cut bool
}

// candidate is a sentence that might be quoted.
type candidate struct {
	line  int // in Messages
	at    span
	part  Part
	from  chat.Speaker
	tells bool
	score int
}

// Summarise chooses the sentences that tell what a chat was about, in the order
// of the transcript, by the rule in the package comment.
func Summarise(c *chat.Chat) []Quote {
	all := candidates(c)
	var chosen []candidate
	for _, p := range []struct {
		part    Part
		from    chat.Speaker
		answers int
	}{{PartBot, chat.SpeakerBot, 1}, {PartPerson, chat.SpeakerAgent, 2}} {
		var asked, answered []candidate
		for _, s := range all {
			switch {
			case s.part != p.part || !s.tells:
			case s.from == chat.SpeakerCustomer:
				asked = append(asked, s)
			case s.from == p.from:
				answered = append(answered, s)
			}
		}
		if len(asked) > 2 {
			asked = []candidate{asked[0], asked[len(asked)-1]}
		}
		chosen = append(append(chosen, asked...), best(c, answered, p.answers)...)
	}
	slices.SortStableFunc(chosen, func(a, b candidate) int { return cmp.Or(a.line-b.line, a.at.start-b.at.start) })
	quotes := make([]Quote, 0, len(chosen))
	for _, s := range chosen {
		if q := quote(&c.Messages[s.line], s); q.Text != "" {
			quotes = append(quotes, q)
		}
	}
	return quotes
}

// candidates returns every sentence that may be quoted, scored. If no sentence
// of the customer tells anything, their first one is taken to.
func candidates(c *chat.Chat) []candidate {
	var all []candidate
	part, first, told := PartBot, -1, false
	lines := make(map[string]int)
	for i := range c.Messages {
		m := &c.Messages[i]
		if m.From == chat.SpeakerAgent {
			part = PartPerson
		}
		if !shown(c, m) {
			continue
		}
		for w := range themes(m.Text) {
			lines[w]++
		}
		for _, at := range sentences(m.Text) {
			s := candidate{line: i, at: at, part: part, from: m.From, tells: telling(m.Text[at.start:at.end])}
			if s.from == chat.SpeakerCustomer {
				told = told || s.tells
				if first < 0 {
					first = len(all)
				}
			}
			all = append(all, s)
		}
	}
	if !told && first >= 0 {
		all[first].tells = true
	}
	for i := range all {
		s := &all[i]
		if s.from == chat.SpeakerCustomer || !s.tells {
			continue
		}
		for w := range themes(c.Messages[s.line].Text[s.at.start:s.at.end]) {
			s.score += min(lines[w], themeLines) - 1
		}
	}
	return all
}

// shown reports whether the customer wrote or saw a line, and it says something of
// this chat: what an agent says from a script is said in every chat.
func shown(c *chat.Chat, m *chat.Message) bool {
	switch m.From {
	case chat.SpeakerCustomer, chat.SpeakerBot:
		return true
	case chat.SpeakerAgent:
		return m.Script == "" && c.Outcomes()[m.ID].Delivery != chat.DeliveryFailed
	}
	return false
}

// best returns at most n sentences of the highest score that ask nothing. One
// that shares no word with another line is taken only if all are like that.
func best(c *chat.Chat, all []candidate, n int) []candidate {
	all = slices.DeleteFunc(all, func(s candidate) bool { return isQuestion(c.Messages[s.line].Text[s.at.start:s.at.end]) })
	slices.SortFunc(all, func(a, b candidate) int {
		return cmp.Or(b.score-a.score, b.line-a.line, b.at.start-a.at.start)
	})
	n = min(n, len(all))
	for n > 1 && all[n-1].score == 0 {
		n--
	}
	return all[:n]
}

func quote(m *chat.Message, s candidate) Quote {
	text := m.Text[s.at.start:s.at.end]
	short := typed.Shorten(text, maxQuote)
	return Quote{
		Part: s.part, From: m.From, Message: m.ID,
		Start: s.at.start, End: s.at.start + len(short), Text: typed.Line(short), Cut: len(short) < len(text),
	}
}

// SummaryText writes quotes as a summary: a line for each part of the chat, and
// for each quote one with who said it. Only these words are not the transcript's.
func SummaryText(quotes []Quote) string {
	var b strings.Builder
	part := Part("")
	for _, q := range quotes {
		if q.Part != part {
			part = q.Part
			b.WriteString(partWords(part))
		}
		b.WriteString(speakerWords(q.From) + ": " + q.Text)
		if q.Cut {
			b.WriteString("…")
		}
		b.WriteByte('\n')
	}
	return strings.TrimSuffix(b.String(), "\n")
}

func partWords(p Part) string {
	if p == PartBot {
		return "With the bot\n"
	}
	return "With a person\n"
}

func speakerWords(s chat.Speaker) string {
	switch s {
	case chat.SpeakerBot:
		return "Bot"
	case chat.SpeakerAgent:
		return "Agent"
	}
	return "Customer"
}
