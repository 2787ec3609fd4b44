package handover

import (
	"crypto/ed25519"
	"errors"
	"slices"
	"testing"
	"time"

	"fyne.io/fyne/v2/test"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/shift/handover"
	"floorwalker/app/view"
	"floorwalker/ui/internal/stage"
)

// keyed is a key of zeros but for its first byte.
func keyed(first byte) ed25519.PublicKey {
	k := make(ed25519.PublicKey, ed25519.PublicKeySize)
	k[0] = first
	return k
}

// manyKeys are four keys of three people, one of them retired.
func (c *counter) manyKeys() {
	c.knows("lena", keyed(0xa7))
	c.knows("ben", keyed(0xb3))
	c.knows("ben", keyed(0xb4))
	c.knows("tara", keyed(0xc1))
	ks := c.Snap.Handovers.Keys.Keys
	ks[0].Name, ks[3].Name = "रोहन महाराजाधिराज भट्टाचार्य", "Imran Q. of the Very Long Company Name That Never Ends"
	ks[1].Until, ks[1].Reason = c.Now().Add(-time.Minute), "his old laptop was lost"
}

// D-05: leads see whose keys count and since when, retire one with a reason, and hear
// why not; nobody else has the tab.
func TestALeadRetiresAKey(t *testing.T) {
	c := newCounter(t)
	c.render()
	stage.WantSilent(t, c.pane.Content(), "Keys")
	c.pane.digit('5')
	if c.pane.at == tabKeys {
		t.Fatal("an agent has the keys")
	}
	c.Snap.Me.Role = chat.RoleLead
	c.render()
	c.pane.digit('5')
	c.render()
	c.says("No key is registered yet")
	c.manyKeys()
	c.render()
	c.pane.Focus()
	c.says("Agent ben", "b400 0000", "in force", "retired", "रोहन")
	retired := c.pane.keys.rows[3]
	c.pane.keys.show(keyOf(&retired))
	c.says("his old laptop was lost", "What it signed before then stays signed.")
	c.rune('r') // that of the cursor, which is the first
	test.Type(c.window.Canvas().Focused(), "short")
	c.confirm()
	if got := c.desk.Take(); slices.ContainsFunc(got, func(s string) bool { return s[:6] == "retire" }) {
		t.Fatalf("retired without a reason: %v", got)
	}
	c.desk.Fail = errors.New("only a lead may")
	test.Type(c.window.Canvas().Focused(), " of computers")
	c.confirm()
	if got := c.desk.Take(); !slices.Contains(got, `retire key ben "short of computers"`) {
		t.Errorf("asked %v", got)
	}
	c.says("Not retired: only a lead may")
	c.Snap.Me.Role = chat.RoleSecondary
	c.render()
	if c.pane.at == tabKeys {
		t.Error("who is a lead no more still has the keys")
	}
}

// Retiring is the hub's, and waits for it.
func TestNoKeyIsRetiredOffline(t *testing.T) {
	c := newCounter(t)
	c.Snap.Me.Role, c.Snap.Link.State = chat.RoleLead, app.LinkOffline
	c.manyKeys()
	c.render()
	c.pane.Turn(int(tabKeys))
	c.says("It needs the hub, which is not connected.")
	c.rune('r')
	if c.over() != nil {
		t.Error("it asks for a reason all the same")
	}
}

// D-05: a document is verified only if the floor's keys say that who is named signed it,
// and in the key's time; one that nobody changed but that another key signed is told apart
// from one that was changed.
func TestWhoseKeyItIs(t *testing.T) {
	c := newCounter(t)
	h := c.signed("lena", "ben", 3)
	h.Open = 0
	c.Snap.Handovers.Past = []view.Handover{h}
	good := *c.Snap.Handovers.Keys
	with := func(change func(k *handover.KnownKey)) *handover.Keys {
		ks := handover.Keys{Keys: slices.Clone(good.Keys)}
		change(&ks.Keys[0])
		return &ks
	}
	c.render()
	c.pane.Turn(int(tabPapers))
	for _, tc := range []struct {
		keys *handover.Keys
		want []string
	}{
		{&good, []string{"verified", "Every signature is by a key of the person named."}},
		{with(func(k *handover.KnownKey) { k.Agent = "tara" }), []string{"not vouched for", "Nothing was changed since it was signed, but", "tara"}},
		{with(func(k *handover.KnownKey) { k.Until = c.Now().Add(-time.Minute) }), []string{"not vouched for", "had been retired"}},
		{with(func(k *handover.KnownKey) { k.Until = c.Now().Add(time.Minute) }), []string{"verified"}},
		{with(func(k *handover.KnownKey) { k.Since = c.Now().Add(time.Hour) }), []string{"not vouched for", "not registered yet"}},
		{nil, []string{"intact", "this desk cannot say"}},
	} {
		c.Snap.Handovers.Keys = tc.keys
		c.render()
		c.says(tc.want...)
	}
}
