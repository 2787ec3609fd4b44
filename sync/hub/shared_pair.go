package hub

import (
	"context"
	"errors"
	"strconv"
	"strings"
	"unicode"
	"unicode/utf8"

	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/sync/driver"
)

// pairs are the responses of both sides, each with its other.
type pairs struct {
	// order has every record that is to be compared, once.
	order []record.ID
	// theirs is what the backend has of it, if it has it.
	theirs map[record.ID]driver.Canned
	// shorts are all names at the backend, with their texts.
	shorts map[string]string
	// cuts says whose each shortcut of the whole shelf is.
	cuts map[string]record.ID
}

// pair finds out which response of the backend's is which of the shelf's: by a tie, by
// the id under which it once came, or as the same text under the same name.
func (l *sharedLibrary) pair(all []driver.Canned) *pairs {
	p := &pairs{theirs: make(map[record.ID]driver.Canned), shorts: make(map[string]string), cuts: make(map[string]record.ID)}
	byID, byShort := l.tied()
	ours := make(map[string]record.ID)
	for v := range l.book.All() {
		if v.Content.Shortcut != "" {
			p.cuts[strings.ToLower(v.Content.Shortcut)] = v.ID
		}
		if v.Content.Folder == l.folder {
			p.order = append(p.order, v.ID)
			ours[l.shortOf(&v)+"\x00"+digest(v.Content.Text)] = v.ID
		}
	}
	listed := make(map[record.ID]bool, len(p.order))
	for _, id := range p.order {
		listed[id] = true
	}
	list := func(id record.ID) {
		if !listed[id] {
			listed[id] = true
			p.order = append(p.order, id)
		}
	}
	for id := range l.ties {
		list(id)
	}
	for _, c := range all {
		p.shorts[c.Short] = c.Text
		if id, ok := byID[c.ID]; ok {
			p.theirs[id] = c
			delete(l.missed, id)
		}
	}
	for _, c := range all {
		if _, ok := byID[c.ID]; ok {
			continue
		}
		id, ok := byShort[c.Short]
		if !ok {
			id, ok = ours[c.Short+"\x00"+digest(c.Text)]
		}
		if !ok {
			id = l.recordOf(c.ID, c.Short)
		}
		if _, taken := p.theirs[id]; taken {
			continue // what is left over of a change of name
		}
		p.theirs[id] = c
		delete(l.missed, id)
		list(id)
	}
	return p
}

// tied returns whose each id and each name of the backend's is by a tie.
func (l *sharedLibrary) tied() (byID, byShort map[string]record.ID) {
	byID, byShort = make(map[string]record.ID), make(map[string]record.ID)
	for id, t := range l.ties {
		byShort[t.Short] = id
		if t.ID != "" {
			byID[t.ID] = id
		}
	}
	return byID, byShort
}

// shortOf returns what the backend calls, or is to call, a response of the shelf.
func (l *sharedLibrary) shortOf(v *script.Version) string {
	if t, ok := l.ties[v.ID]; ok && t.Cut == v.Content.Shortcut {
		return t.Short
	}
	if v.Content.Shortcut != "" {
		return v.Content.Shortcut
	}
	dash := strings.Map(func(r rune) rune {
		if unicode.IsLetter(r) || unicode.IsMark(r) || unicode.IsDigit(r) {
			return unicode.ToLower(r)
		}
		return '-'
	}, v.Content.Title)
	words := strings.FieldsFunc(dash, func(r rune) bool { return r == '-' })
	return strings.Join(words, "-")
}

// free returns short, with a number where the backend has another text of that name.
func (p *pairs) free(short, text string) string {
	name := short
	for n := 2; ; n++ {
		has, taken := p.shorts[name]
		if !taken || digest(has) == digest(text) {
			return name
		}
		name = short + "-" + strconv.Itoa(n)
	}
}

// maxCut is how long a shortcut of the shelf may be, in characters.
const maxCut = 32

// cut returns the shortcut for a name of the backend's: none where it is no word, or
// another response has it.
func (p *pairs) cut(short string, id record.ID) string {
	short = strings.TrimLeft(strings.TrimSpace(short), "/")
	if whose, taken := p.cuts[strings.ToLower(short)]; taken && whose != id {
		return ""
	}
	if utf8.RuneCountInString(short) > maxCut || strings.ContainsFunc(short, func(r rune) bool { return unicode.IsSpace(r) || r == '/' }) {
		return ""
	}
	p.cuts[strings.ToLower(short)] = id
	return short
}

// state is one response on both sides and what they had in common.
type state struct {
	id   record.ID
	ours *script.Version // nil if it never was on the shelf
	// live says that the folder offers it, split that people have to settle it.
	live, split bool
	theirs      *driver.Canned // nil if the backend does not have it
	tie         tie
	tied        bool
	// here and there say which side has changed since.
	here, there bool
}

func (l *sharedLibrary) state(p *pairs, id record.ID) state {
	s := state{id: id}
	heads := l.book.Heads(id)
	s.split = len(heads) > 1
	if len(heads) > 0 {
		s.ours = &heads[0]
		s.live = !s.ours.Deleted && s.ours.Content.Folder == l.folder
	}
	if c, ok := p.theirs[id]; ok {
		s.theirs = &c
	}
	s.tie, s.tied = l.ties[id]
	switch {
	case !s.tied:
		// One that lies in another folder is somebody's, and not for the backend to change.
		s.here, s.there = s.ours != nil && !s.ours.Deleted, s.theirs != nil
	case s.tie.Gone:
		s.here, s.there = s.live, s.theirs != nil
	default:
		s.here = !s.live || l.shortOf(s.ours) != s.tie.Short || digest(s.ours.Content.Text) != s.tie.Text
		s.there = s.theirs == nil || s.theirs.Short != s.tie.Short || digest(s.theirs.Text) != s.tie.Text
	}
	return s
}

// alike reports whether there is nothing to bring across.
func (l *sharedLibrary) alike(s *state) bool {
	if !s.live || s.theirs == nil {
		return !s.live && s.theirs == nil
	}
	return digest(s.ours.Content.Text) == digest(s.theirs.Text) && (!s.tied || l.shortOf(s.ours) == s.theirs.Short)
}

// fetch brings onto the shelf what the backend has changed.
func (l *sharedLibrary) fetch(ctx context.Context, p *pairs) error {
	var (
		made []script.Version
		ties []func() error
	)
	for _, id := range p.order {
		s := l.state(p, id)
		if s.split || !s.there || l.alike(&s) || l.waits(&s) {
			continue
		}
		v, err := l.version(p, &s)
		if err != nil {
			l.unfit(shortFor(&s), err)
			continue
		}
		made = append(made, v)
		ties = append(ties, func() error { return l.fetched(ctx, &s, v) })
	}
	if err := l.stage(ctx, made); err != nil {
		return err
	}
	for _, keep := range ties {
		if err := keep(); err != nil {
			return err
		}
	}
	return nil
}

// waits reports whether something is missing for the first time.
func (l *sharedLibrary) waits(s *state) bool {
	if s.theirs != nil || !s.tied || s.tie.Gone || l.missed[s.id] {
		return false
	}
	return true
}

func shortFor(s *state) string {
	if s.theirs != nil {
		return s.theirs.Short
	}
	return s.tie.Short
}

// version is what the backend has, as it is to be on the shelf: in the place of what is
// there if nobody has changed that, else beside it.
func (l *sharedLibrary) version(p *pairs, s *state) (script.Version, error) {
	var basis record.Revision
	switch {
	case s.here && s.tied:
		basis = s.tie.Revision
	case s.here:
	case s.ours != nil:
		basis = s.ours.Revision
	}
	var (
		v   script.Version
		err error
	)
	if s.theirs == nil {
		_, v, err = l.book.Delete(s.id, basis, l.author(), l.hub.now())
	} else {
		v, err = l.book.Propose(s.id, l.content(p, s), basis, l.author(), l.hub.now())
	}
	var beside *script.Conflict
	if errors.As(err, &beside) {
		return beside.Mine, nil
	}
	return v, err
}

// content is the backend's response in the form of the shelf. What the backend does not
// know, a title, stays what people have made of it.
func (l *sharedLibrary) content(p *pairs, s *state) script.Response {
	c := script.Response{Folder: l.folder, Title: s.theirs.Short, Text: s.theirs.Text}
	if s.tied && s.ours != nil {
		if s.ours.Content.Title != s.tie.Short {
			c.Title = s.ours.Content.Title
		}
		if s.theirs.Short == s.tie.Short {
			c.Shortcut = s.tie.Cut
			return c
		}
	}
	c.Shortcut = p.cut(s.theirs.Short, s.id)
	return c
}

// fetched ties what has come.
func (l *sharedLibrary) fetched(ctx context.Context, s *state, v script.Version) error {
	if s.theirs == nil {
		if !s.here {
			return l.untie(ctx, s.id)
		}
		s.tie.Gone, s.tie.Revision = true, v.Revision
		return l.tie(ctx, s.id, s.tie)
	}
	return l.tie(ctx, s.id, tie{
		ID: s.theirs.ID, Short: s.theirs.Short, Cut: v.Content.Shortcut, Text: digest(s.theirs.Text), Revision: v.Revision,
	})
}

// bring tells the backend what people have changed, and ties what is alike.
func (l *sharedLibrary) bring(ctx context.Context, p *pairs) (open bool, err error) {
	for _, id := range p.order {
		s := l.state(p, id)
		switch {
		case s.split:
			continue // the next change of it, which settles it, is news
		case l.alike(&s):
			if err := l.keepTie(ctx, &s); err != nil {
				return true, err
			}
		case l.waits(&s):
			l.missed[id], open = true, true
		case s.here && !s.there:
			if err := l.tell(ctx, p, &s); err != nil {
				l.hub.cfg.Logger.Warn("a canned response did not reach the backend; it is tried again",
					"driver", l.driver.Name(), "record", string(id), "error", sentence(err))
				open = true
				if errors.Is(err, ErrLeaseLost) || ctx.Err() != nil {
					return true, err
				}
			}
		}
	}
	return open, nil
}

// keepTie keeps that both sides have the same.
func (l *sharedLibrary) keepTie(ctx context.Context, s *state) error {
	if !s.live {
		return l.untie(ctx, s.id)
	}
	return l.tie(ctx, s.id, tie{
		ID: s.theirs.ID, Short: s.theirs.Short, Cut: s.ours.Content.Shortcut, Text: digest(s.theirs.Text), Revision: s.ours.Revision,
	})
}

// tell brings one response to the backend.
func (l *sharedLibrary) tell(ctx context.Context, p *pairs, s *state) error {
	had := s.tied && !s.tie.Gone
	if !s.live {
		if !had {
			return nil
		}
		if err := l.save(ctx, driver.Canned{ID: s.tie.ID, Short: s.tie.Short}); err != nil {
			return err
		}
		return l.untie(ctx, s.id)
	}
	t := tie{Short: l.shortOf(s.ours), Cut: s.ours.Content.Shortcut, Text: digest(s.ours.Content.Text), Revision: s.ours.Revision}
	if had && t.Short == s.tie.Short {
		t.ID = s.tie.ID
	} else if t.Short = p.free(t.Short, s.ours.Content.Text); t.Short == "" {
		l.unfit(s.ours.Content.Title, errors.New("it has neither a shortcut nor a letter in its title"))
		return nil
	}
	if err := l.save(ctx, driver.Canned{ID: t.ID, Short: t.Short, Text: s.ours.Content.Text}); err != nil {
		return err
	}
	p.shorts[t.Short] = s.ours.Content.Text
	if had && t.Short != s.tie.Short {
		if err := l.save(ctx, driver.Canned{ID: s.tie.ID, Short: s.tie.Short}); err != nil {
			return err
		}
	}
	return l.tie(ctx, s.id, t)
}
