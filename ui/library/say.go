package library

import (
	"errors"
	"fmt"
	"strings"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/ui/words"
)

// invalid is what is wrong with a field, or nil.
func invalid(err error) *record.InvalidError {
	var wrong *record.InvalidError
	if errors.As(err, &wrong) {
		return wrong
	}
	return nil
}

// sentence is a wrong field in a sentence of its own.
func sentence(e *record.InvalidError) string {
	if strings.HasPrefix(e.Words, "/") {
		return e.Words
	}
	return words.Upper(e.Error())
}

// failure is any other error of an edit in a sentence.
func failure(err error) string {
	switch {
	case errors.Is(err, script.ErrFull):
		return fmt.Sprintf("The library is full: it holds %d responses. Delete one first.", script.MaxResponses)
	case errors.Is(err, record.ErrUnknown):
		return "What was on screen is no longer there. Open the response again; your text stays here."
	case errors.Is(err, record.ErrTooLarge):
		return "This response was edited too often or is too long. Copy the text into a new one and delete this."
	}
	return "Not saved: " + strings.TrimPrefix(err.Error(), "not saved: ")
}

// who is how an author is called.
func (p *Pane) who(id chat.AgentID) string {
	switch name := p.names[id]; {
	case id == "":
		return "the program"
	case id == p.snap.Me.Agent:
		return "you"
	case name != "":
		return name
	}
	return string(id)
}

// when is an instant as it is read, with its day unless it is today.
func (p *Pane) when(i chat.Instant) string {
	if i.IsZero() {
		return ""
	}
	now := p.opts.Now()
	if words.Day(i) == words.Day(now) && now.Sub(i) < 24*time.Hour {
		return "today " + words.At(i)
	}
	s := words.Day(i)
	if y := i.Time().Local().Year(); y != now.Time().Local().Year() {
		s = fmt.Sprintf("%s %d", s, y)
	}
	return s + " " + words.At(i)
}

// proof says who wrote a version and when.
func (p *Pane) proof(v script.Version) string {
	if v.By == "" {
		return fmt.Sprintf("Came with the program · revision %d", v.Revision.Number)
	}
	verb := "Written"
	if v.Deleted {
		verb = "Deleted"
	}
	return fmt.Sprintf("%s by %s, %s · revision %d", verb, p.who(v.By), p.when(v.Updated), v.Revision.Number)
}

// titled is a response's title in quotes, as a sentence has it.
func titled(r script.Response) string { return "“" + orElse(r.Title, "Untitled") + "”" }
