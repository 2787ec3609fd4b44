package chatwoot

import (
	"context"
	"encoding/json"
	"fmt"
	"maps"
	"slices"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/settle"
)

// What strangers may write into fields, in bytes.
const (
	maxName  = 200
	maxField = 1000
	// maxText is below what the hub's log takes for one line.
	maxText = 31 << 10
)

// statusResolved, statusPending and statusOpen are a conversation's own words.
const (
	statusOpen     = "open"
	statusPending  = "pending"
	statusResolved = "resolved"
)

// bot reports whether the bot answers, which it does in pending chats whoever is assigned.
func (c *conversation) bot() bool { return c.botAssigned() || c.Status.v == statusPending }

// gist is who answers and whether anybody does, as far as a conversation itself says it;
// where it is the same as before, no lines need to be read to tell it in order.
func (c *conversation) gist() string {
	var who number
	if a := c.assignee(); a != nil {
		who = a.ID
	}
	var team number
	if t := c.Meta.v.Team.v; t != nil {
		team = t.ID
	}
	return fmt.Sprintf("%s %t %d %d", c.Status.v, c.bot(), who, team)
}

// state says of a conversation what the hub has to know.
func (d *Driver) state(ctx context.Context, r *room, c *conversation) (settle.State, error) {
	id := chatID(c.ID)
	st := settle.State{
		Chat: id, Says: settle.SaysOpen | settle.SaysOwner | settle.SaysTags,
		Order: c.Updated.UnixMicro(), Heard: c.heard,
		Open: c.Status.v != statusResolved, Bot: c.bot(), Channel: channelOf(c.channel()), Tags: tags(c.Labels.v),
	}
	if c.Updated.IsZero() {
		st.Order = 0
	}
	if a := c.assignee(); a != nil && !st.Bot {
		owner, err := d.owner(ctx, id, a)
		if err != nil {
			return st, err
		}
		st.Owner = owner
	}
	if st.Owner == "" && !st.Bot {
		st.Queue = d.teamOf(c.Meta.v.Team.v)
	}
	if !st.Open {
		st.Reason = "ended at Chatwoot"
	}
	if sender := &c.Meta.v.Sender.v; sender.ID != 0 {
		r.contact = sender.ID
		st.Says |= settle.SaysCustomer
		st.Customer = customer(c)
		if b := sender.Blocked.v; b != nil {
			st.Says |= settle.SaysBlocked
			st.Blocked = *b
		}
	}
	d.mu.Lock()
	if d.self != nil {
		st.Site = clip(d.self.inboxes[c.Inbox], maxName)
	}
	d.mu.Unlock()
	st.Choice = plain(c.Custom.v[d.cfg.Choice])
	return st, nil
}

// owner is who has the chat. The token's own user has it for somebody whom Chatwoot does
// not know, if the hub says so.
func (d *Driver) owner(ctx context.Context, id chat.ChatID, a *person) (chat.AgentID, error) {
	_, sink := d.settling()
	d.mu.Lock()
	self, behind := d.self != nil && d.self.user.ID == a.ID, d.behind[id]
	d.mu.Unlock()
	if self {
		if behind != "" {
			return behind, nil
		}
		if k, ok := sink.Known(ctx, id); ok && k.Owner != "" && !d.people.has(k.Owner) {
			return k.Owner, nil
		}
	}
	return d.people.agent(ctx, sink, a)
}

// has reports whether the agent is known to be a user of Chatwoot's.
func (p *people) has(id chat.AgentID) bool {
	if slices.Contains(slices.Collect(maps.Values(p.set)), id) {
		return true
	}
	p.mu.Lock()
	defer p.mu.Unlock()
	return slices.Contains(slices.Collect(maps.Values(p.ids)), id)
}

// customer is what Chatwoot knows of the customer.
func customer(c *conversation) chat.Customer {
	s, more := &c.Meta.v.Sender.v, &c.Additional.v
	cu := chat.Customer{
		Name: clip(s.Name.v, maxName), Contact: clip(s.Mail.v, maxName), Phone: clip(s.Phone.v, maxName),
		Account: clip(s.Identifier.v, maxName), Page: clip(more.Referer.v, maxField), Locale: clip(more.Language.v, 35),
	}
	if cu.Contact == "" {
		cu.Contact, cu.Phone = cu.Phone, ""
	}
	add := func(name, value string) {
		if value != "" && len(cu.Data) < chat.MostFields {
			cu.Data = append(cu.Data, chat.Field{Name: clip(name, maxName), Value: clip(value, maxField)})
		}
	}
	add("city", s.Additional.v.City.v)
	add("country", s.Additional.v.Country.v)
	add("browser", strings.TrimSpace(more.Browser.v.Name.v+" "+more.Browser.v.Platform.v))
	for _, attributes := range []map[string]json.RawMessage{s.Custom.v, c.Custom.v} {
		for _, name := range slices.Sorted(maps.Keys(attributes)) {
			add(name, plain(attributes[name]))
		}
	}
	return cu
}

// plain is a custom attribute as text; a list or an object is left out.
func plain(raw json.RawMessage) string {
	var v any
	if json.Unmarshal(raw, &v) != nil {
		return ""
	}
	switch v := v.(type) {
	case string:
		return clip(v, maxField)
	case bool:
		return fmt.Sprint(v)
	case float64:
		return clip(string(raw), 40)
	}
	return ""
}

func tags(labels []string) []string {
	out := make([]string, 0, len(labels))
	for _, l := range labels {
		if l = clip(l, maxName); l != "" {
			out = append(out, l)
		}
	}
	return out
}

// channelOf names a channel of Chatwoot's.
func channelOf(s string) chat.Channel {
	switch name := strings.ToLower(strings.TrimPrefix(s, "Channel::")); name {
	case "", "webwidget":
		return chat.ChannelWebsite
	case "whatsapp":
		return chat.ChannelWhatsApp
	default:
		return chat.Channel(clip(name, 40))
	}
}
