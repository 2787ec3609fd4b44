package tickets

import "testing"

// A chat whose only person has left goes on, and its ticket is not changed here
// (V-LEAVE-02).
func TestATicketOfAChatThatGoesOn(t *testing.T) {
	o := newOffice(t)
	o.full()
	o.list[1].Closed = 0
	o.render()
	o.pane.Open(o.list[1].Ref)
	o.render()
	o.wantSays("goes on; saved", "cannot be changed here: the chat goes on")
	o.pane.Open(o.list[0].Ref)
	o.render()
	o.wantSays("ended")
	o.wantSilent("goes on")
}
