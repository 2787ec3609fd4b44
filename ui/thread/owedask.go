package thread

import (
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/view"
	"floorwalker/ui/duty"
	"floorwalker/ui/words"
)

// OwedDesk is what the panel asks of the console about what is owed.
type OwedDesk = duty.Desk

// Tell says under the ladder why a key of the window did nothing here.
func (p *Pane) Tell(why string) { p.say(why) }

// firstOwed returns what is owed first of what a person keeps by their word.
func (s *Side) firstOwed(is func(view.Owed) bool) (view.Duty, bool) {
	if s.shown == nil || s.asker == nil || s.asker.Asking() {
		return view.Duty{}, false
	}
	for _, o := range s.shown.Obligations {
		if callable(o.Kind) && is(o) {
			return dutyOf(s.shown, o), true
		}
	}
	return view.Duty{}, false
}

// Kept says of what is owed first on the chat on screen that it is kept. Like
// [Side.Tried] and [Side.HandOn] it is one key, and returns in words why it does
// nothing.
func (s *Side) Kept() string {
	d, ok := s.firstOwed(func(view.Owed) bool { return true })
	if !ok {
		return "Nothing is owed here that is kept by one's word."
	}
	if locked := s.asker.Locked(d); locked != "" {
		return words.Sentence(locked)
	}
	s.asker.Kept(d)
	return ""
}

// Tried leads to the card of the call that is owed here, where attempts are made and
// written down.
func (s *Side) Tried() string {
	d, ok := s.firstOwed(func(o view.Owed) bool { return o.Kind == chat.OwedCall })
	if !ok {
		return "No call is owed here."
	}
	if s.dial == nil {
		return "Calls are made from the page Follow-ups."
	}
	s.dial(followup.Key{Chat: d.Chat, Obligation: d.ID})
	return ""
}

// HandOn gives what is owed to a colleague.
func (s *Side) HandOn() string {
	d, ok := s.firstOwed(func(view.Owed) bool { return true })
	if !ok {
		return "Nothing is owed here that could be handed on."
	}
	if locked := s.asker.Locked(d); locked != "" {
		return words.Sentence(locked)
	}
	s.asker.HandOn(d)
	return ""
}
