//go:build unix

package cluster

import (
	"bytes"
	"context"
	"encoding/json"
	"errors"
	"fmt"
	"io"
	"net/http"
	"net/url"
	"time"

	"floorwalker/app/chat"
	"floorwalker/sync/driver"
)

// driverName is what the vendor is called on the log.
const driverName = "vendor"

// vendorDriver speaks with the vendor.
type vendorDriver struct {
	base   string
	client *http.Client
}

func newVendorDriver(address string) *vendorDriver {
	return &vendorDriver{base: "http://" + address, client: &http.Client{
		Timeout: 5 * time.Second, Transport: &http.Transport{DisableKeepAlives: true},
	}}
}

// Name implements driver.Driver.
func (d *vendorDriver) Name() string { return driverName }

// Capabilities implements driver.Driver.
func (d *vendorDriver) Capabilities() chat.Capabilities {
	var all chat.Capabilities
	for _, op := range []chat.Operation{chat.OpStream, chat.OpAllChats, chat.OpReply, chat.OpTakeOver} {
		all = append(all, chat.Capability{Op: op, Ability: chat.AbilityNative})
	}
	return all
}

// Run reads everything from the beginning, as nobody knows what the log has.
func (d *vendorDriver) Run(ctx context.Context, sink driver.Sink) error {
	for n := 0; ctx.Err() == nil; {
		facts, err := d.facts(ctx, n)
		if err == nil {
			err = d.deliver(ctx, sink, n, facts)
		}
		if err != nil {
			select {
			case <-ctx.Done():
			case <-time.After(100 * time.Millisecond):
			}
			continue
		}
		n += len(facts)
	}
	return nil
}

func (d *vendorDriver) facts(ctx context.Context, after int) ([]vendorFact, error) {
	text, err := d.get(ctx, fmt.Sprintf("/facts?after=%d", after))
	if err != nil {
		return nil, err
	}
	var facts []vendorFact
	return facts, json.Unmarshal(text, &facts)
}

func (d *vendorDriver) deliver(ctx context.Context, sink driver.Sink, n int, facts []vendorFact) error {
	events := make([]chat.Event, len(facts))
	for i, f := range facts {
		id := fmt.Sprintf("vendor:%s:%d", f.Chat, n+i)
		events[i] = chat.Event{ID: chat.EventID(id), Chat: chat.ChatID(f.Chat), Body: &chat.MessagePosted{
			Message: chat.MessageID(id), From: chat.SpeakerCustomer, Text: f.Text,
		}}
		if f.Text == "" {
			events[i].Body = &chat.ChatOpened{Bot: true, Driver: driverName}
		}
	}
	_, err := sink.Deliver(ctx, events...)
	return err
}

// TakeOver implements driver.Driver.
func (d *vendorDriver) TakeOver(ctx context.Context, id chat.ChatID, by driver.Person, claim chat.EventID) error {
	return d.call(ctx, "/take", &vendorCall{Chat: string(id), Agent: string(by.ID), Claim: string(claim)})
}

// Post implements driver.Driver.
func (d *vendorDriver) Post(ctx context.Context, id chat.ChatID, line driver.Line) error {
	return d.call(ctx, "/post", &vendorCall{Chat: string(id), Message: string(line.Message), Text: line.Text})
}

// Serving implements driver.Driver.
func (d *vendorDriver) Serving(ctx context.Context, id chat.ChatID) (chat.AgentID, error) {
	text, err := d.get(ctx, "/serving?chat="+url.QueryEscape(string(id)))
	return chat.AgentID(text), err
}

// call has an effect, under the lease that the hub gave it.
func (d *vendorDriver) call(ctx context.Context, path string, c *vendorCall) error {
	c.Revision = driver.Revision(ctx)
	body, err := json.Marshal(c)
	if err != nil {
		return err
	}
	req, err := http.NewRequestWithContext(ctx, http.MethodPost, d.base+path, bytes.NewReader(body))
	if err != nil {
		return err
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return errors.Join(driver.ErrUnsure, err)
	}
	defer func() { _ = resp.Body.Close() }() // its status is the news
	if resp.StatusCode != http.StatusOK {
		return fmt.Errorf("the vendor answers %s", resp.Status)
	}
	return nil
}

func (d *vendorDriver) get(ctx context.Context, path string) ([]byte, error) {
	req, err := http.NewRequestWithContext(ctx, http.MethodGet, d.base+path, http.NoBody)
	if err != nil {
		return nil, err
	}
	resp, err := d.client.Do(req)
	if err != nil {
		return nil, err
	}
	defer func() { _ = resp.Body.Close() }() // it was read
	if resp.StatusCode != http.StatusOK {
		return nil, fmt.Errorf("the vendor answers %s", resp.Status)
	}
	return io.ReadAll(resp.Body)
}
