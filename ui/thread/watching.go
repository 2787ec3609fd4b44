package thread

import (
	"cmp"
	"slices"

	"floorwalker/app/view"
	"floorwalker/ui/kit"
	"floorwalker/ui/words"
)

// watchFacts is how many steps the panel shows; they are the last ones.
const watchFacts = 5

// addWatch says who watches this chat. Of a chat that the person serves, and to
// whoever is no lead, there is nothing to say and nothing is said: not even a
// title, which would be a place where something could stand (D-03).
func (s *Side) addWatch(w *view.Watch) {
	if w == nil {
		return
	}
	s.section("Who watches")
	switch {
	case !w.Known:
		s.add(kit.NewQuietText("Not known while the hub does not tell."))
	case len(w.Now) > 0:
	case w.Part:
		s.add(kit.NewQuietText("Nobody is known to watch. What began while you served this chat is not told."))
	default:
		s.add(kit.NewQuietText("Nobody else watches now."))
	}
	for _, n := range w.Now {
		s.add(kit.NewKeyValue(words.Name(n.Name), "since "+words.At(n.Since)))
	}
	for _, f := range lastSteps(w) {
		s.add(kit.NewQuietText(words.WatchFact(f)))
	}
}

// lastSteps returns the last steps, the newest first, without the observations
// that stand above them because they still last.
func lastSteps(w *view.Watch) []view.WatchFact {
	var steps []view.WatchFact
	for _, f := range w.Log {
		lasts := f.Did == view.Observed && f.Until.IsZero() && slices.ContainsFunc(w.Now, func(n view.Watcher) bool {
			return n.Agent == f.Agent && n.Since == f.At
		})
		if !lasts {
			steps = append(steps, f)
		}
	}
	slices.Reverse(steps)
	slices.SortStableFunc(steps, func(a, b view.WatchFact) int { return cmp.Compare(ended(b), ended(a)) })
	return steps[:min(len(steps), watchFacts)]
}

// ended is when a step was over, which is when it was last news.
func ended(f view.WatchFact) int64 { return int64(max(f.At, f.Until)) }

// sameWatch reports whether the panel would say the same.
func sameWatch(a, b *view.Watch) bool {
	if a == nil || b == nil {
		return a == b
	}
	return a.Known == b.Known && a.Part == b.Part && slices.Equal(a.Now, b.Now) && slices.Equal(a.Log, b.Log)
}
