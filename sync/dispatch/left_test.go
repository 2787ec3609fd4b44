package dispatch

import (
	"testing"
	"time"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
)

// TestALeftChat: the ticket of a chat whose only person has left goes out when it is
// saved, once for each content; the customer is sent a copy where it says so, and
// again at the end (V-LEAVE-02, V-LEAVE-03).
func TestALeftChat(t *testing.T) {
	for _, tc := range []struct {
		copied ticket.YesNo
		mails  int
	}{{ticket.Yes, 2}, {ticket.No, 1}} {
		var r *rig
		in, office := newReceiver(t, 0, func() time.Time { return r.now() }), newOffice(t, 0)
		r = newRig(t, outToml(in.URL, office.addr))
		end := aTicket("c1")
		open := end
		end.Closed += 60_000
		open.Closed, open.Status, open.SendCopy = 0, "open", tc.copied
		r.journal.add("c1", noon, &chat.ChatOpened{})
		r.save(open)
		r.save(open) // said twice is said once
		r.endChat(end)
		r.catchUp()
		if n, err := r.store.Tickets(); n != 1 || err != nil {
			t.Errorf("%d tickets, %v", n, err)
		}
		r.run()
		r.ticks <- noon
		r.delivered()
		if keys, _ := in.got(); len(keys) != 2 || keys[0] == keys[1] {
			t.Errorf("copy %s: the webhooks %v", tc.copied, keys)
		}
		if mails, _ := office.mails(t); len(mails) != tc.mails {
			t.Errorf("copy %s: %d mails, want %d", tc.copied, len(mails), tc.mails)
		}
	}
}

// TestCopiesOfTwoLeavings: each was asked for by itself.
func TestCopiesOfTwoLeavings(t *testing.T) {
	open := aTicket("c1")
	open.Closed = 0
	first, again := found{at: 1, ticket: open}, found{at: 2, ticket: open}
	if copyKey(&first) != copyKey(&found{at: 1, ticket: open}) || copyKey(&first) == copyKey(&again) {
		t.Error("a copy of an open ticket is known by when it was saved")
	}
	open.Closed = 9
	if copyKey(&found{at: 1, ticket: open}) != copyKey(&found{at: 2, ticket: open}) {
		t.Error("one that is corrected after the end brings a second mail")
	}
}
