package crisp

import (
	"context"
	"encoding/json"
	"errors"
	"slices"
	"strconv"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
	"floorwalker/sync/driver/internal/settle"
)

// ownAside begins our own id of a line that no desk has a line for: the note that
// somebody has joined, the file beside a line's words. Its echo is nobody's news.
const ownAside = '@'

// fileOf is the id of the file that goes with a line: at Crisp it is a line of its own.
func fileOf(m chat.MessageID) string { return string(ownAside) + "file:" + string(m) }

// send sends a line of ours. It is sent once: where no answer tells what became of it,
// the error is ErrUnsure, and the echo on the stream tells.
func (d *Driver) send(ctx context.Context, session, own string, o outgoing) error {
	o.From, o.Origin = "operator", "chat"
	o.Fingerprint = fingerprint(session, own)
	o.Properties = map[string]string{keyOurs: own}
	d.lines.known(session, o.Fingerprint, chat.MessageID(own))
	return d.api.send(ctx, session, o)
}

// Post implements [driver.Driver]. A file goes first and the words behind it; where the
// file is at Crisp and the words are not, nobody can say that the line failed.
func (d *Driver) Post(ctx context.Context, id chat.ChatID, line driver.Line) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	if line.File != nil {
		if err := d.postFile(ctx, session, &line); err != nil {
			return err
		}
		if line.Text == "" {
			return nil
		}
	}
	err = d.send(ctx, session, string(line.Message), outgoing{
		Type: "text", Content: line.Text, User: who(&line), Automated: line.From == chat.SpeakerSystem,
	})
	if err != nil && line.File != nil {
		return halfway(err)
	}
	return err
}

// who is how the customer sees the sender. The key is nobody's, so the name goes with
// each line.
func who(line *driver.Line) *sender {
	if line.Person.Name == "" {
		return &sender{Type: "website", Nickname: "Support"}
	}
	return &sender{Type: "participant", Nickname: line.Person.Name}
}

// Note implements [driver.Noter].
func (d *Driver) Note(ctx context.Context, id chat.ChatID, line driver.Line) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	return d.note(ctx, session, string(line.Message), line.Text, who(&line))
}

func (d *Driver) note(ctx context.Context, session, own, text string, by *sender) error {
	// What no person has written says so, also to others who read the workspace.
	o := outgoing{Type: "note", Content: text, User: by, Automated: own[0] == ownAside}
	err := d.send(ctx, session, own, o)
	if lacking(err) {
		d.rights.lacks(rightNotes)
		return &driver.Refusal{Words: "The workspace's plan at Crisp does not include notes.", Err: err}
	}
	return err
}

// Join implements [driver.Companion] by a note: Crisp knows of one person in a chat.
func (d *Driver) Join(ctx context.Context, id chat.ChatID, p driver.Person) error {
	return d.tell(ctx, id, p, "joined", nameOf(p)+" has joined this chat.")
}

// Leave implements [driver.Companion] by a note.
func (d *Driver) Leave(ctx context.Context, id chat.ChatID, p driver.Person) error {
	return d.tell(ctx, id, p, "left", nameOf(p)+" has left this chat.")
}

func (d *Driver) tell(ctx context.Context, id chat.ChatID, p driver.Person, what, text string) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	own := string(ownAside) + what + ":" + string(p.ID) + ":" + strconv.FormatInt(d.cfg.Now().UnixMilli(), 36)
	return d.note(ctx, session, own, text, who(&driver.Line{Person: p}))
}

// Tag implements [driver.Tagger]. Crisp's own call replaces the whole list, so it is
// read first, and nothing of others' is lost but what somebody changes within that
// moment.
func (d *Driver) Tag(ctx context.Context, id chat.ChatID, add, remove []string) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	return d.writing(id, func() (*settle.State, error) {
		now, err := d.api.kept(ctx, session)
		if err != nil {
			return nil, err
		}
		next := merged(now.segments, add, remove)
		if err := d.api.set(ctx, session, "meta", map[string]any{"segments": next}); err != nil {
			return nil, err
		}
		next = tags(next)
		d.wrote(session, func(c *conversation) { c.Segments = next })
		return &settle.State{Chat: id, Says: settle.SaysTags, Tags: next}, nil
	})
}

// merged returns the list with tags added and removed, each once, in its order. Crisp's
// segments know no case.
func merged(list, add, remove []string) []string {
	next := make([]string, 0, len(list)+len(add))
	has := func(in []string, tag string) bool {
		return slices.ContainsFunc(in, func(t string) bool { return strings.EqualFold(t, tag) })
	}
	for _, t := range slices.Concat(list, add) {
		if !has(next, t) && (!has(remove, t) || has(add, t)) {
			next = append(next, t)
		}
	}
	return next
}

// Close implements [driver.Closer].
func (d *Driver) Close(ctx context.Context, id chat.ChatID, claim chat.EventID) error {
	return d.End(ctx, id, driver.Ending{Claim: claim})
}

// End implements [driver.Ender]. Crisp has no field for why a chat has ended, so it is
// kept as a note, as data and as a segment. Those are for reading: where one of them is
// refused, the chat is ended all the same.
func (d *Driver) End(ctx context.Context, id chat.ChatID, e driver.Ending) error {
	session, err := sessionOf(id)
	if err != nil {
		return err
	}
	return d.claimed(e.Claim, func() error {
		return d.writing(id, func() (*settle.State, error) {
			if e.Reason != "" || e.Ticket != "" {
				if err := d.keepWhy(ctx, session, &e); err != nil {
					d.cfg.Logger.Warn("Crisp does not keep why a chat has ended", "status", statusOf(err))
				}
			}
			err := d.api.set(ctx, session, "state", map[string]string{"state": "resolved"})
			if err == nil {
				d.wrote(session, func(c *conversation) { c.Resolved = true })
			}
			return &settle.State{Chat: id, Says: settle.SaysOpen}, err
		})
	})
}

// keepWhy writes the note, and what can be filtered by.
func (d *Driver) keepWhy(ctx context.Context, session string, e *driver.Ending) error {
	text := "Ended"
	if e.Reason != "" {
		text += ": " + e.Reason
	}
	if e.Ticket != "" {
		text += " (ticket " + e.Ticket + ")"
	}
	noted := d.noteEnd(ctx, session, e, text)
	now, err := d.api.kept(ctx, session)
	if err != nil {
		return errors.Join(noted, err)
	}
	for name, value := range map[string]string{keyReason: short(e.Reason), keyTicket: short(e.Ticket)} {
		if value == "" {
			continue
		}
		raw, err := json.Marshal(value)
		if err != nil {
			return errors.Join(noted, err)
		}
		now.data[name] = raw
	}
	body := map[string]any{"data": now.data}
	if e.Reason != "" {
		body["segments"] = merged(now.segments, []string{endedTag(e.Reason)}, nil)
	}
	return errors.Join(noted, d.api.patch(ctx, session, "meta", body))
}

// noteEnd writes the note once, whatever became of it.
func (d *Driver) noteEnd(ctx context.Context, session string, e *driver.Ending, text string) error {
	claim := e.Claim + "/note"
	if d.claims.has(claim) {
		return nil
	}
	d.claims.add(claim)
	ctx, cancel := context.WithTimeout(ctx, settingTime)
	defer cancel()
	return d.note(ctx, session, string(ownAside)+"ended:"+string(e.Claim), text, who(&driver.Line{Person: e.By}))
}

// endedTag is the segment of a reason.
func endedTag(reason string) string {
	return "ended-" + cut(strings.Join(strings.FieldsFunc(strings.ToLower(reason), func(r rune) bool {
		return (r < 'a' || r > 'z') && (r < '0' || r > '9') && r < 0x80
	}), "-"), 40)
}
