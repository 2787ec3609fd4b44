package livehelperchat

import (
	"context"
	"net/url"
	"strings"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// tagged is what stands in the line by which subjects are set: without a text the
// server takes none.
func tagged(tags string) string { return "Subject: " + clipped(tags, 200) }

// Tag implements [driver.Tagger]. The server adds subjects to a chat and takes none
// away, and only such as it has.
func (d *Driver) Tag(ctx context.Context, id chat.ChatID, add, remove []string) error {
	c, err := d.begin(ctx, id)
	if err != nil {
		return err
	}
	defer c.end()
	if err := c.tag(ctx, add); err != nil {
		return err
	}
	if len(remove) > 0 {
		return &driver.Refusal{Words: "Live Helper Chat lets a subject be taken away on its own screen only; there the chat still has it."}
	}
	return nil
}

func (c *call) tag(ctx context.Context, add []string) error {
	var ids, names string
	for _, t := range add {
		n, ok := c.d.tags.id(t)
		if !ok {
			return &driver.Refusal{Words: "Live Helper Chat has no subject called “" + clipped(t, 60) + "”, or none that any chat has had yet."}
		}
		ids, names = join(ids, ",", itoa(int64(n))), join(names, ", ", t)
	}
	if ids == "" {
		return nil
	}
	_, err := c.d.api.say(ctx, c.r.n, senderSystem, tagged(names), url.Values{"subjects_ids": {ids}})
	return forPeople(err)
}

func join(a, sep, b string) string {
	if a == "" {
		return b
	}
	return a + sep + b
}

// subjects are the server's tags, as far as chats or the configuration have told.
type subjects struct {
	mu    sync.Mutex
	names map[number]string
}

func (s *subjects) learn(byName map[string]int64) {
	s.mu.Lock()
	defer s.mu.Unlock()
	if s.names == nil {
		s.names = make(map[number]string)
	}
	for name, id := range byName {
		s.names[number(id)] = name
	}
}

// of returns the tags of a chat. One whose name nobody has told is left out; it comes
// once its name does.
func (s *subjects) of(c *chatRow) []string {
	s.mu.Lock()
	defer s.mu.Unlock()
	for _, one := range c.Subject {
		if one.ID > 0 && one.Name != "" {
			s.names[one.ID] = clipped(string(one.Name), 60)
		}
	}
	var tags []string
	for _, id := range c.SubjectIDs {
		if name := s.names[id]; name != "" {
			tags = append(tags, name)
		}
	}
	if len(c.SubjectIDs) == 0 { // a server that does not say them all
		for _, one := range c.Subject {
			if name := s.names[one.ID]; name != "" {
				tags = append(tags, name)
			}
		}
	}
	return tags
}

func (s *subjects) id(name string) (number, bool) {
	s.mu.Lock()
	defer s.mu.Unlock()
	for id, n := range s.names {
		if strings.EqualFold(n, name) {
			return id, true
		}
	}
	return 0, false
}
