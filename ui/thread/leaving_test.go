package thread

import (
	"testing"

	"fyne.io/fyne/v2"

	"floorwalker/app/chat"
	"floorwalker/app/ticket"
	"floorwalker/ui/internal/stage"
	"floorwalker/ui/kit"
)

// aloneWith has a chat on screen that I serve alone, of a customer with a contact.
func aloneWith(t testing.TB, contact string, change func(*room)) *room {
	r := newRoom(t)
	r.team()
	change(r)
	r.Do("c", &chat.ChatOpened{Bot: true, Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Ada", Contact: contact}})
	r.Do("c", stage.Taken(stage.Me)...)
	r.show("c")
	return r
}

// copies sets what the policy says of customers' copies.
func copies(sent bool, usual ticket.YesNo) func(*room) {
	return func(r *room) {
		e := *r.Edition
		e.Tickets.MailCopies, e.Form.Usual.SendCopy = sent, usual
		r.Edition = &e
	}
}

// V-LEAVE-02 to -04: with the keyboard alone, from the key to the command.
func TestLeaveATicketByKeys(t *testing.T) {
	r := aloneWith(t, "ada@example.com", copies(true, ticket.No))
	r.pane.Leave()
	r.wantSheet("Leave the chat of Ada", "an open ticket stays behind", "Send the customer a copy by mail to ada@example.com", "Who has the ticket")
	r.write("lunch")
	r.window.Canvas().FocusNext()
	r.press(fyne.KeyLeft) // from No to Yes
	r.press(fyne.KeyReturn)
	r.window.Canvas().FocusNext()
	r.write("cy") // who is offline, and may have it all the same
	r.press(fyne.KeyReturn)
	r.press(fyne.KeyReturn) // the keyboard is on Leave
	r.wantAsked(`leave c "lunch" with a copy for cy`)
	r.wantNoSheet()
}

// V-LEAVE-03, A-52: the policy answers beforehand, and where no copy can be sent the
// sheet says why.
func TestACopyWhereThereCanBeOne(t *testing.T) {
	for _, c := range []struct {
		name, contact string
		policy        func(*room)
		says, asked   string
	}{
		{"usually", "ada@example.com", copies(true, ticket.Yes), "to ada@example.com", `leave c "" with a copy`},
		{"usually not", "ada@example.com", copies(true, ticket.No), "to ada@example.com", `leave c ""`},
		{"only a phone number", "+91 00000 00000", copies(true, ticket.Yes), "no mail address is known", `leave c ""`},
		{"the team sends none", "ada@example.com", copies(false, ticket.Yes), "the team sends no copies", `leave c ""`},
	} {
		t.Run(c.name, func(t *testing.T) {
			r := aloneWith(t, c.contact, c.policy)
			r.pane.Leave()
			r.wantSheet(c.says)
			r.confirmKey()
			r.wantAsked(c.asked)
		})
	}
}

// Whoever leaves others behind is not asked about a ticket; if those go first, the
// sheet is no longer true.
func TestNoTicketBesideOthers(t *testing.T) {
	r := mineWith(t, stage.Joined(stage.Other)...)
	r.pane.Leave()
	if n := len(stage.Find[*kit.PickField](r.sheet())); n != 0 {
		t.Errorf("%d fields about a ticket", n)
	}
	r.Do("c", &chat.AgentLeft{Agent: stage.Other})
	r.show("c")
	r.wantSheet("Nobody else is in the chat any more; cancel this and leave again.")
	r.confirmKey()
	r.wantAsked()
}
