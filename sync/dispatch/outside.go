package dispatch

import (
	"context"
	"errors"
	"fmt"
	"strings"
	"unicode/utf8"

	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/sync/courier"
	"floorwalker/sync/wire"
)

// mostParcels is how many parcels one answer has.
const mostParcels = 500

// Outgoing returns what leaves the house, and what does not.
func (d *Dispatcher) Outgoing(ctx context.Context) (wire.Outgoing, error) {
	var o wire.Outgoing
	e := d.cfg.Edition()
	var err error
	if o.Tickets, err = d.store.Tickets(); err != nil {
		return o, err
	}
	unsent, err := d.store.Unsent()
	if err != nil {
		return o, err
	}
	for _, u := range unsent {
		ref, _, _ := strings.Cut(u.Ref, ":")
		o.Unsent = append(o.Unsent, wire.UnsentTicket{Ticket: ref, Words: u.Words})
	}
	state, words := d.settings.now()
	_, relay := d.settings.mail()
	if state == settingsGood {
		o.Hook, o.Copies = e.Tickets.Hook, e.Tickets.MailCopies && relay
	}
	o.Words = d.words(e, relay, state, words)
	waiting := make([]wire.OutgoingParcel, 0)
	for _, s := range d.courier.Pending() {
		if s.State == courier.Undeliverable {
			o.Undeliverable++
			o.Parcels = append(o.Parcels, parcelOf(&s))
			continue
		}
		o.Waiting++
		waiting = append(waiting, parcelOf(&s))
	}
	o.Parcels = append(o.Parcels, waiting...)
	o.Parcels = o.Parcels[:min(len(o.Parcels), mostParcels)]
	return o, nil
}

// words says what is wrong or switched off.
func (d *Dispatcher) words(e *policy.Edition, relay bool, state settingsState, bad string) (all []string) {
	hook, dial := e.Tickets.Hook, e.Policy.Dial.Hook
	add := func(s string) {
		if s != "" {
			all = append(all, s)
		}
	}
	switch state {
	case settingsAbsent:
		add("No ticket leaves the house: the hub has no file " + SettingsName + ". Tickets are kept here and can be exported.")
	case settingsBad:
		add(bad + " Until it is mended no new ticket is sent; none is lost.")
	case settingsGood:
		if bad != "" {
			add(bad + " What it said before holds.")
		}
		if _, ok := d.settings.hook(hook); hook != "" && !ok {
			add(fmt.Sprintf("The policy sends tickets to %q, and %s has no webhook of that name.", hook, SettingsName))
		}
		if hook == "" {
			add("The policy names no ticket system, so tickets are kept here only.")
		}
		if !relay && e.Tickets.MailCopies {
			add("Customers get no copies: " + SettingsName + " has no mail server.")
		}
		if !relay && e.Policy.FollowUp.Mail {
			add("Customers are not told of calls by mail: " + SettingsName + " has no mail server.")
		}
		if _, ok := d.settings.hook(dial); dial != "" && !ok {
			add(fmt.Sprintf("The policy has %q dial, and %s has no webhook of that name: calls are dialled by hand.", dial, SettingsName))
		}
	}
	add(d.store.Recovered())
	d.telling.Lock()
	add(d.trouble)
	d.telling.Unlock()
	return all
}

func parcelOf(s *courier.Slip) wire.OutgoingParcel {
	ref, _, _ := strings.Cut(string(s.Key), ":")
	p := wire.OutgoingParcel{
		Key: string(s.Key), Kind: string(s.Kind), To: s.To, Ticket: ref, State: string(s.State), Made: chat.InstantOf(s.Made),
		Attempts: s.Attempts, Maybe: s.Maybe, Words: s.Words,
	}
	if s.Kind == courier.Mail {
		p.To = coveredAddress(s.To)
	}
	if !s.Last.IsZero() {
		p.Last = chat.InstantOf(s.Last)
	}
	if s.State == courier.Waiting {
		p.Due = chat.InstantOf(s.Due)
	}
	return p
}

// coveredAddress shows of an address what tells two customers apart.
func coveredAddress(s string) string {
	name, domain, _ := strings.Cut(s, "@")
	_, n := utf8.DecodeRuneInString(name)
	return name[:n] + "…@" + domain
}

// ErrNoParcel says that no parcel of this key can be sent again.
var ErrNoParcel = errors.New("there is no such parcel any more: it has arrived meanwhile, or is on its way")

// Retry sends a parcel again, or all that are undeliverable if key is empty, and
// returns how many.
func (d *Dispatcher) Retry(key string) (int, error) {
	if key == "" {
		return d.retryAll()
	}
	err := d.courier.Retry(courier.Key(key))
	switch {
	case errors.Is(err, courier.ErrUnknownKey), errors.Is(err, courier.ErrUnderWay):
		return 0, ErrNoParcel
	case err != nil:
		return 0, err
	}
	return 1, nil
}

func (d *Dispatcher) retryAll() (n int, err error) {
	for _, s := range d.courier.Pending() {
		if s.State != courier.Undeliverable {
			continue
		}
		switch err := d.courier.Retry(s.Key); {
		case errors.Is(err, courier.ErrUnknownKey), errors.Is(err, courier.ErrUnderWay):
			continue
		case err != nil:
			return n, err
		}
		n++
	}
	return n, nil
}

// Figures are for the hub's metrics.
func (d *Dispatcher) Figures() (waiting, undeliverable int) {
	for _, s := range d.courier.Pending() {
		if s.State == courier.Undeliverable {
			undeliverable++
		} else {
			waiting++
		}
	}
	return waiting, undeliverable
}
