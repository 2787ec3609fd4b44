package settle

import (
	"fmt"
	"slices"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// difference collects what a state says that the hub does not know.
type difference struct {
	state  *State
	driver string
	now    time.Time
	// sameCustomer says that the vendor says of the customer what it said before.
	sameCustomer bool
	facts        []chat.Event
}

// add adds a fact. What distinguishes it from another of the same state, such as the
// tag, stands in what. The id is that of the change, so the same one found twice is one
// event; where the vendor counts nothing, it is told apart by when it was found.
func (d *difference) add(what string, body chat.Body) {
	n := d.state.Order
	if n == 0 {
		n = d.now.UnixMilli()
	}
	d.facts = append(d.facts, chat.Event{
		ID:   chat.EventID(fmt.Sprintf("%s:%s:%s:%d", d.driver, d.state.Chat, what, n)),
		Chat: d.state.Chat, By: d.state.By, Body: body,
	})
}

// open puts the chat on the floor.
func (d *difference) open() {
	st := d.state
	d.add("opened", &chat.ChatOpened{
		Customer: st.Customer, Channel: st.Channel, Bot: st.Bot && st.Owner == "", Driver: d.driver,
		Choice: st.Choice, Site: st.Site,
	})
}

// find looks for all that st says.
func (d *difference) find(known *driver.Known) {
	st := d.state
	if st.Says&SaysCustomer != 0 {
		d.customer(known)
	}
	if st.Says&SaysOpen != 0 && st.Open && !known.Open {
		d.open()
		known.Open, known.Bot, known.Owner, known.Queue = true, st.Bot && st.Owner == "", "", ""
	}
	if st.Says&SaysTags != 0 {
		d.tags(known)
	}
	if st.Says&SaysBlocked != 0 && st.Blocked != known.Blocked {
		d.add(fmt.Sprintf("blocked:%t", st.Blocked), &chat.CustomerBlocked{On: st.Blocked, Reason: st.Reason})
	}
	if known.Open {
		d.people(known)
	}
}

// people finds who is in a chat that was open, unless it is over.
func (d *difference) people(known *driver.Known) {
	st := d.state
	if st.Says&SaysOpen != 0 && !st.Open {
		d.add("closed", &chat.ChatClosed{Reason: st.Reason})
		return
	}
	if st.Says&SaysOwner != 0 {
		d.owner(known)
	}
	if st.Says&SaysGuests != 0 {
		d.guests(known)
	}
}

// owner finds who answers the customer now. What somebody did in the vendor's own
// screen wins, whoever the hub thought that it was.
func (d *difference) owner(known *driver.Known) {
	st := d.state
	what := fmt.Sprintf("owner:%s>%s", known.Owner, st.Owner)
	switch {
	case st.Owner != "" && st.Owner == known.Owner:
	case st.Owner != "" && known.Owner != "":
		d.add(what, &chat.ChatForwarded{From: known.Owner, To: st.Owner})
	case st.Owner != "" && known.Bot:
		d.add(what, &chat.ChatTakenOver{Agent: st.Owner})
	case st.Owner != "":
		d.add(what, &chat.ChatAccepted{Agent: st.Owner})
	case st.Bot && !known.Bot:
		d.add(what+"bot", &chat.ChatReturned{Agent: known.Owner, Reason: st.Reason})
	case st.Bot:
	case known.Bot || known.Owner != "" || st.Queue != "" && st.Queue != known.Queue:
		d.add(what+"queue:"+st.Queue, &chat.ChatQueued{Queue: st.Queue, Reason: d.why(known)})
	}
}

// why says in words why the chat waits.
func (d *difference) why(known *driver.Known) string {
	switch {
	case d.state.Reason != "":
		return d.state.Reason
	case known.Bot:
		return "the bot handed it over"
	case known.Owner != "":
		return "nobody serves it any more on the chat platform"
	}
	return "given to a team on the chat platform"
}

func (d *difference) tags(known *driver.Known) {
	for _, t := range d.state.Tags {
		if !slices.Contains(known.Tags, t) && t != "" {
			d.add("tag:"+t, &chat.TagAdded{Tag: t})
		}
	}
	for _, t := range known.Tags {
		if !slices.Contains(d.state.Tags, t) {
			d.add("untag:"+t, &chat.TagRemoved{Tag: t})
		}
	}
}

func (d *difference) guests(known *driver.Known) {
	for _, g := range d.state.Guests {
		if !slices.Contains(known.Guests, g) && g != d.state.Owner && g != known.Owner {
			d.add("joined:"+string(g), &chat.AgentJoined{Agent: g})
		}
	}
	for _, g := range known.Guests {
		if !slices.Contains(d.state.Guests, g) && g != d.state.Owner {
			d.add("left:"+string(g), &chat.AgentLeft{Agent: g})
		}
	}
}

// customer replaces what is known of them, with what the vendor does not know kept.
func (d *difference) customer(known *driver.Known) {
	if d.sameCustomer || !known.Open {
		return
	}
	merged := merge(known.Customer, d.state.Customer)
	if !sameCustomer(&merged, &known.Customer) {
		d.add("customer", &chat.CustomerDescribed{Customer: merged})
	}
}
