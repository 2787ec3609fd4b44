package chatwoot

import (
	"cmp"
	"context"
	"net/http"
	"net/url"
	"slices"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/sync/driver/internal/rest"
)

// conversation reads one; nil if it is not there any more.
func (d *Driver) conversation(ctx context.Context, id chat.ChatID, get getter) (*conversation, error) {
	path, err := d.pathOf(ctx, id)
	if err != nil {
		return nil, err
	}
	heard := d.cfg.Now()
	raw, err := get(ctx, "GET"+inAccount+"/conversations/{id}", path, nil)
	if rest.Status(err) == http.StatusNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	c, err := decodeConversation(raw)
	if err != nil {
		return nil, err
	}
	c.heard = heard
	return &c, nil
}

// messages reads the lines of a chat behind one of them, in the server's order.
func (d *Driver) messages(ctx context.Context, id chat.ChatID, after number) ([]message, error) {
	page, err := d.messagePage(ctx, id, "after", after)
	if err != nil {
		return nil, err
	}
	all := page
	if after == 0 && len(page) == latest {
		// The whole of a chat, or, where a server takes 0 for nothing, its newest lines.
		for n := 0; n < pages && len(page) > 0; n++ {
			if page, err = d.messagePage(ctx, id, "before", page[0].ID); err != nil {
				return nil, err
			}
			all = append(slices.Clone(page), all...)
		}
		return all, nil
	}
	for n := 1; n < pages && len(page) >= perPage; n++ {
		if page, err = d.messagePage(ctx, id, "after", all[len(all)-1].ID); err != nil {
			return nil, err
		}
		all = append(all, page...)
	}
	return all, nil
}

// messagePage reads the lines on one side of a line; none of a chat that is gone.
func (d *Driver) messagePage(ctx context.Context, id chat.ChatID, side string, of number) ([]message, error) {
	path, err := d.pathOf(ctx, id, "messages")
	if err != nil {
		return nil, err
	}
	query := url.Values{side: {strconv.FormatInt(int64(of), 10)}}
	raw, err := d.get(ctx, "GET"+inAccount+"/conversations/{id}/messages", path, query)
	if rest.Status(err) == http.StatusNotFound {
		return nil, nil
	}
	if err != nil {
		return nil, err
	}
	page, err := decodeList(payload(raw), decodeMessage)
	slices.SortFunc(page, func(a, b message) int { return cmp.Compare(a.ID, b.ID) })
	return slices.DeleteFunc(page, func(m message) bool { return (side == "after") != (m.ID > of) || m.ID == of }), err
}
