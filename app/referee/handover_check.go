package referee

import (
	"encoding/hex"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
)

// complete refuses a document that leaves out what this floor says has to go over,
// names what nobody has, or says something else of an item than the floor does:
// chats and calls come and go while somebody writes. It returns the items as this
// floor has them: what an item is about is never the signer's word.
func (r *ruling) complete(d *handover.Document) ([]chat.HandoverItem, *chat.Refusal) {
	var missing, extra, changed []string
	want := handover.Collect(r.floor, r.scene.FollowUps, r.by.ID, r.now, r.edition)
	named := make(map[string]*handover.Item, len(d.Items))
	for i := range d.Items {
		it := &d.Items[i]
		if named[it.ID] != nil {
			return nil, refuse(chat.RefusedInvalid, "One item is in this handover twice; sign it again.")
		}
		named[it.ID] = it
		if !slices.ContainsFunc(want, func(o handover.Item) bool { return o.ID == it.ID }) {
			extra = append(extra, it.Title)
		}
	}
	for i := range want {
		switch it := named[want[i].ID]; {
		case it == nil:
			missing = append(missing, want[i].Title)
		case !sameItem(it, &want[i]):
			changed = append(changed, want[i].Title)
		}
	}
	switch {
	case len(missing) > 0:
		return nil, refuse(chat.RefusedGone, "Since this was written, more has to go over: "+listed(missing)+"; sign it again.")
	case len(extra) > 0:
		return nil, refuse(chat.RefusedGone, "Since this was written, less has to go over: "+listed(extra)+"; sign it again.")
	case len(changed) > 0:
		return nil, refuse(chat.RefusedGone, "Since this was written, something has changed about: "+listed(changed)+"; sign it again.")
	}
	own := handover.Document{Items: want}
	return own.HandoverItems(), nil
}

// sameItem reports whether a document says of an item what the floor says: all that
// tells which thing it is. What is due when, and why, moves with every minute.
func sameItem(it, want *handover.Item) bool {
	return it.Kind == want.Kind && it.Chat == want.Chat && it.Obligation == want.Obligation && it.Record == want.Record &&
		it.Ref == want.Ref && it.Owner == want.Owner && it.Title == want.Title
}

// asNamed refuses a document that calls somebody other than this floor does: it is
// read where there is no list of the team.
func (r *ruling) asNamed(d *handover.Document) *chat.Refusal {
	for id, name := range d.People {
		if a := r.floor.Agent(id); a == nil || a.Name != name {
			return refuse(chat.RefusedGone, "This handover calls somebody by another name than the team does; sign it again.")
		}
	}
	return nil
}

// How far from the hub's time a desk may sign, whose clock is not the hub's but knows
// it; and how much earlier than what it has to follow, which two such clocks may say.
const (
	signError = 10 * time.Minute
	signSlack = time.Minute
)

// timely refuses a time of signing that is none: far from now, or before the key was
// registered. Whose time it is decides later whether the key was good.
func (r *ruling) timely(at chat.Instant) *chat.Refusal {
	if at < r.now.Add(-signError) || at > r.now.Add(signError) {
		return refuse(chat.RefusedInvalid, "The clock of this desk is more than 10 minutes off; nothing that it signs now can be taken.")
	}
	for _, k := range slices.Backward(r.floor.Keys(r.by.ID)) {
		if k.Until.IsZero() && at < k.Since.Add(-signSlack) {
			return refuse(chat.RefusedInvalid, "This was signed before the key was registered; sign it again.")
		}
	}
	return nil
}

// stamped refuses what was not signed with the key that is registered for this
// agent, or not at a time at which it can have been: now, and after the handover.
func (r *ruling) stamped(key string, at chat.Instant, h *chat.Handover, err error) *chat.Refusal {
	now := r.floor.Key(r.by.ID)
	switch {
	case err != nil:
		return refuse(chat.RefusedInvalid, "The signature does not fit what was signed: "+oneLine(err.Error())+".")
	case now == nil || key != hex.EncodeToString(now):
		return refuse(chat.RefusedInvalid, "This was not signed with the key that is registered for you; connect again, or ask a lead.")
	case at < h.Signed.Add(-signSlack):
		return refuse(chat.RefusedInvalid, "This says that it was signed before the handover was; sign it again.")
	}
	return r.timely(at)
}
