package crisp

import (
	"cmp"
	"context"
	"hash/fnv"
	"slices"
	"strconv"
	"sync"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/settle"
)

// readLines reads the lines of a conversation that may be new, and hands them on.
func (d *Driver) readLines(ctx context.Context, s *session) error {
	lines, err := d.unread(ctx, s)
	if err != nil {
		return err
	}
	return d.handOn(ctx, s, lines)
}

// unread reads pages back to the newest line that was handed on, or as far as is
// reasonable, and returns the lines oldest first. History leaves quota to people.
func (d *Driver) unread(ctx context.Context, s *session) ([]message, error) {
	var all []message
	s.read = s.whole
	before := int64(0)
	for range mostHistory {
		if !d.affordable() {
			s.behind, s.again = true, s.again || !d.reads()
			break
		}
		var page []message
		var cached bool
		err := d.promptly(ctx, func(ctx context.Context) (err error) {
			page, cached, err = d.api.messages(ctx, s.conv.Session, before)
			return err
		})
		if err != nil {
			if postponed(err) {
				s.behind, s.again = true, true
				break
			}
			if lacking(err) {
				d.rights.lacks("website:conversation:messages")
				break
			}
			return nil, d.no(err)
		}
		s.behind = false
		if cached {
			s.again = true
			page = s.seen.unknown(page)
		}
		oldest, news := reach(page, all)
		all = append(all, page...)
		if !news || oldest == 0 || oldest < s.whole-overlap {
			break
		}
		before = oldest
	}
	now := d.cfg.Now().UnixMilli() // whoever sends a line by the interface may choose its time
	for i := range all {
		if s.behind { // what is between these and those before was not read
			break
		}
		s.whole = max(s.whole, min(all[i].At, now))
	}
	return inOrder(all), nil
}

// reach returns the time of the oldest line of a page, and whether the page has any
// that the pages before it had not.
func reach(page, before []message) (oldest int64, news bool) {
	known := make(map[int64]bool, len(before))
	for i := range before {
		known[before[i].Fingerprint] = true
	}
	for i := range page {
		if oldest == 0 || page[i].At < oldest {
			oldest = page[i].At
		}
		news = news || !known[page[i].Fingerprint]
	}
	return oldest, news
}

// inOrder sorts by time, with each line once.
func inOrder(all []message) []message {
	slices.SortStableFunc(all, func(a, b message) int {
		return cmp.Or(cmp.Compare(a.At, b.At), cmp.Compare(a.Fingerprint, b.Fingerprint))
	})
	return slices.CompactFunc(all, func(a, b message) bool { return a.Fingerprint == b.Fingerprint })
}

// handOn delivers lines that were read, with what was changed or taken back among those
// that were handed on before.
func (d *Driver) handOn(ctx context.Context, s *session, lines []message) error {
	facts := d.takenBack(s, lines)
	for i := range lines {
		facts = append(facts, d.lineFacts(ctx, s, &lines[i])...)
	}
	return d.deliver(ctx, s, facts...)
}

// deliver hands facts about lines to the hub. Where it could not take them the lines are
// forgotten, so that they are news when they are read again.
func (d *Driver) deliver(ctx context.Context, s *session, facts ...chat.Event) error {
	err := settle.Deliver(ctx, d.known(), facts...)
	if err != nil {
		s.seen, s.whole, s.behind = seen{}, min(s.whole, s.read), true
	}
	return err
}

// takenBack finds lines that were handed on, lie within what was read, and are not in
// it any more.
func (d *Driver) takenBack(s *session, lines []message) []chat.Event {
	if len(lines) == 0 || s.again { // an old answer does not tell
		return nil
	}
	there := make(map[int64]bool, len(lines))
	for i := range lines {
		there[lines[i].Fingerprint] = true
	}
	var facts []chat.Event
	for _, fp := range s.seen.between(lines[0].At, lines[len(lines)-1].At) {
		if !there[fp] {
			facts = append(facts, d.removed(s, fp))
		}
	}
	return facts
}

func (d *Driver) removed(s *session, fp int64) chat.Event {
	s.seen.forget(fp)
	return settle.Removed(Name, chatID(s.conv.Session), strconv.FormatInt(fp, 10), d.lines.id(s.conv.Session, fp))
}

// lineFacts makes facts of a line: what is new in it, and that it was changed.
func (d *Driver) lineFacts(ctx context.Context, s *session, m *message) []chat.Event {
	id := chatID(s.conv.Session)
	line := strconv.FormatInt(m.Fingerprint, 10)
	if m.Kind == "event" {
		return nil // the chat's own history: who was assigned, what was tagged
	}
	before, known := s.seen.said[m.Fingerprint]
	now := hash(m.Text)
	s.seen.add(m.Fingerprint, m.At, now)
	own, is := d.own(s.conv.Session, m)
	switch {
	case known && before.hash != now && m.Kind != "note":
		return []chat.Event{settle.Edited(Name, id, line, d.lines.id(s.conv.Session, m.Fingerprint), m.Text)}
	case is:
		return ownFacts(id, line, own, m)
	case known:
		return nil
	}
	body, by := d.said(ctx, s, m)
	return []chat.Event{{ID: settle.LineID(Name, id, line), Chat: id, By: by, Body: body}}
}

// own returns which line of ours m is, if it is one.
func (d *Driver) own(session string, m *message) (chat.MessageID, bool) {
	if m.FromVisitor {
		return "", false
	}
	if m.ours(session) {
		d.lines.known(session, m.Fingerprint, chat.MessageID(m.Ours))
		return chat.MessageID(m.Ours), true
	}
	return d.lines.ourID(session, m.Fingerprint)
}

// ownFacts says that a line of ours has arrived. Of a note, and of what we say for the
// team, nobody has to be told.
func ownFacts(id chat.ChatID, line string, own chat.MessageID, m *message) []chat.Event {
	if m.Kind == "note" || own == "" || own[0] == ownAside {
		return nil
	}
	what, how := ":sent", chat.DeliverySent
	if m.Received {
		what, how = ":delivered", chat.DeliveryDelivered
	}
	return []chat.Event{{
		ID: settle.LineID(Name, id, line+what), Chat: id, Body: &chat.MessageDelivered{Message: own, Delivery: how},
	}}
}

// said is what somebody else has said, and who of the team it was.
func (d *Driver) said(ctx context.Context, s *session, m *message) (chat.Body, chat.AgentID) {
	id := d.lines.id(s.conv.Session, m.Fingerprint)
	from, by, name := d.speaker(m)
	if from == chat.SpeakerAgent && m.Kind != "note" {
		s.human = true
	}
	if m.Kind == "note" {
		return &chat.NotePosted{Message: id, Name: name, Text: m.Text}, by
	}
	b := &chat.MessagePosted{Message: id, From: from, Name: name, Text: m.Text, Said: chat.Instant(m.At)}
	if from == chat.SpeakerBot && m.Confidence >= 0 {
		b.Confidence = chat.ScoreOfFloat(m.Confidence)
	}
	if m.File != nil {
		got := d.bring(ctx, chatID(s.conv.Session), m)
		b.Text, b.File = got.text, got.file
	}
	return b, by
}

// speaker tells who a line is from. A line from the team's side that is neither
// automated nor by one of its people came from a plugin or another program.
func (d *Driver) speaker(m *message) (from chat.Speaker, by chat.AgentID, name string) {
	switch {
	case m.FromVisitor:
		return chat.SpeakerCustomer, "", m.Nickname
	case m.Automated || m.Confidence >= 0:
		return chat.SpeakerBot, "", m.Nickname
	}
	if agent, name, ok := d.roster.agent(m.User); ok {
		return chat.SpeakerAgent, agent, cmp.Or(name, m.Nickname)
	}
	if m.User != "" {
		return chat.SpeakerAgent, "", m.Nickname
	}
	return chat.SpeakerSystem, "", cmp.Or(m.Nickname, "Integration")
}

// answered reports whether a person of the team is among who spoke.
func (d *Driver) answered(lines []message) bool {
	return slices.ContainsFunc(lines, func(m message) bool {
		if m.Kind == "note" || m.Kind == "event" {
			return false
		}
		from, _, _ := d.speaker(&m)
		return from == chat.SpeakerAgent
	})
}

// spoke reports whether the bot is.
func spoke(lines []message) bool {
	return slices.ContainsFunc(lines, func(m message) bool { return !m.FromVisitor && (m.Automated || m.Confidence >= 0) })
}

func hash(s string) uint64 {
	h := fnv.New64a()
	_, _ = h.Write([]byte(s))
	return h.Sum64()
}

// affordable reports whether enough of the day's quota is left to read history.
func (d *Driver) affordable() bool {
	s := d.health.Status()
	return d.reads() && (s.Limit == 0 || s.Used < s.Limit*(100-reserve)/100)
}

// lines knows which of Crisp's numbers are lines of ours. It may be used from many
// goroutines; it forgets the oldest.
type lines struct {
	mu   sync.Mutex
	ids  map[lineKey]chat.MessageID
	ring []lineKey
	next int
}

type lineKey struct {
	session string
	fp      int64
}

const keepLines = 20_000

func newLines() *lines {
	return &lines{ids: make(map[lineKey]chat.MessageID), ring: make([]lineKey, 0, 64)}
}

// sent remembers a line of ours, and the file that may have come before it.
func (l *lines) sent(session string, m chat.MessageID) {
	l.known(session, fingerprint(session, string(m)), m)
	l.known(session, fingerprint(session, fileOf(m)), chat.MessageID(fileOf(m)))
}

func (l *lines) known(session string, fp int64, m chat.MessageID) {
	l.mu.Lock()
	defer l.mu.Unlock()
	k := lineKey{session, fp}
	if _, ok := l.ids[k]; !ok {
		if len(l.ring) < keepLines {
			l.ring = append(l.ring, k)
		} else {
			delete(l.ids, l.ring[l.next])
			l.ring[l.next] = k
			l.next = (l.next + 1) % keepLines
		}
	}
	l.ids[k] = m
}

func (l *lines) ourID(session string, fp int64) (chat.MessageID, bool) {
	l.mu.Lock()
	defer l.mu.Unlock()
	m, ok := l.ids[lineKey{session, fp}]
	return m, ok
}

// id returns what the floor calls a line.
func (l *lines) id(session string, fp int64) chat.MessageID {
	if m, ok := l.ourID(session, fp); ok {
		return m
	}
	return chat.MessageID(Name + ":" + strconv.FormatInt(fp, 10))
}
