package dial

import (
	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/followup"
	"floorwalker/app/script"
	"floorwalker/ui/kit"
)

// textLocked says why no message may be sent, or "" (G-FU-08, A-16).
func (c *Card) textLocked() string {
	if c.gone {
		return "This call is owed no more."
	}
	if v := followup.MayText(&c.line, c.who()); !v.OK {
		return v.Words
	}
	return ""
}

// shownText shows the message's button; it stays in its place whether or not it is
// open.
func (c *Card) shownText() bool { return kit.SetShown(c.text, c.line.Chat != "") }

// Text asks what is sent by WhatsApp, through the chat platform and to the customer's
// number there (G-ON-08).
func (c *Card) Text() {
	if !c.open || c.snap == nil || c.line.Chat == "" {
		return
	}
	if why := c.textLocked(); why != "" {
		c.tell(why)
		return
	}
	id, f, ok := c.message()
	field := kit.NewTextField("Message", "What the customer reads", 1)
	if ok {
		field.SetText(f.Text)
	}
	key, in := c.line.Key, c.line.Chat
	c.sheet(kit.SheetData{
		Title: "WhatsApp to " + c.title(), Confirm: "Send",
		Text: "It goes through the chat platform to the customer's number. Nobody's own telephone is used.",
	}, func() {
		text := field.Text()
		l := app.Line{Text: text, Via: chat.ChannelWhatsApp}
		if ok && text == f.Text {
			l.Script = string(id)
		}
		if c.line.Key == key && c.textLocked() == "" {
			c.opts.Desk.Say(in, l)
		}
	}, field)
}

// message is the approved text for somebody who was not reached.
func (c *Card) message() (script.ResponseID, script.Filled, bool) {
	if c.opts.Library == nil || c.snap.Edition == nil || len(c.snap.Edition.Scripts.WhatsApp) == 0 {
		return "", script.Filled{}, false
	}
	id := script.ResponseID(c.snap.Edition.Scripts.WhatsApp[0])
	v, ok := c.opts.Library().Get(id)
	if !ok || v.Deleted {
		return "", script.Filled{}, false
	}
	k := c.known()
	k.Typed["issue"] = c.line.Why
	if k.Customer.Name == "" {
		k.Customer.Name = c.line.Customer
	}
	return id, script.Fill(v.Content, k), true
}
