package wire

import (
	"errors"
	"fmt"

	"floorwalker/app/chat"
)

var (
	errRange  = errors.New("number out of range")
	errNoKind = errors.New("event without kind")
)

// AppendEvent appends the one-line form of e to dst.
func AppendEvent(dst []byte, e *chat.Event) []byte {
	c := writer()
	c.object(func(c *codec) {
		str(c, "id", &e.ID)
		num(c, "at", &e.At)
		str(c, "chat", &e.Chat)
		str(c, "by", &e.By)
		k := e.Body.Kind()
		str(c, "kind", &k)
		sub(c, "body", func(c *codec) { body(c, e.Body) })
	})
	out, _ := c.w.BuildBytes(dst[len(dst):cap(dst)]) // fails only if a Raw call was given an error
	if len(dst) == 0 {
		return out
	}
	return append(dst, out...)
}

// DecodeEvent reads the one-line form. An event of a kind that this version
// does not know has a nil body and no error.
func DecodeEvent(line []byte, stats *Stats) (chat.Event, error) {
	var (
		e      chat.Event
		kind   chat.Kind
		bodyAt []byte
		read   bool
	)
	c := reader(line, stats)
	c.object(func(c *codec) {
		str(c, "id", &e.ID)
		num(c, "at", &e.At)
		str(c, "chat", &e.Chat)
		str(c, "by", &e.By)
		word(c, "kind", &kind)
		if c.hit || c.key != "body" {
			return
		}
		c.hit = true
		if e.Body = chat.NewBody(kind); e.Body == nil {
			bodyAt = c.r.Raw() // the kind may still follow
			return
		}
		c.object(func(c *codec) { body(c, e.Body) })
		read = true
	})
	c.r.Consumed()
	if err := c.r.Error(); err != nil {
		return chat.Event{}, fmt.Errorf("event: %w", err)
	}
	if kind == "" || e.ID == "" {
		return chat.Event{}, errNoKind
	}
	if read {
		return e, nil
	}
	return lateBody(e, kind, bodyAt, stats)
}

// lateBody decodes a body that stood before its kind, or an absent one.
func lateBody(e chat.Event, kind chat.Kind, raw []byte, stats *Stats) (chat.Event, error) {
	e.Body = chat.NewBody(kind)
	if e.Body == nil {
		if stats != nil {
			stats.UnknownKinds++
		}
		return e, nil
	}
	if raw == nil {
		return e, nil
	}
	c := reader(raw, stats)
	c.object(func(c *codec) { body(c, e.Body) })
	c.r.Consumed()
	if err := c.r.Error(); err != nil {
		return chat.Event{}, fmt.Errorf("event: %w", err)
	}
	return e, nil
}
