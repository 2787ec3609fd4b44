package fetch

import (
	"context"
	"encoding/json"
	"net/url"
	"strconv"

	"floorwalker/app/chat"
	"floorwalker/sync/wire"
)

// Articles looks solution articles up, n at most, the best first; with a chat, a few of
// its backend's come behind them.
func (c *Client) Articles(ctx context.Context, q string, n int, of chat.ChatID) (wire.ArticleList, error) {
	query := url.Values{"q": {q}, "n": {strconv.Itoa(n)}}
	if of != "" {
		query.Set("chat", string(of))
	}
	body, err := c.get(ctx, "/articles", query)
	if err != nil {
		return wire.ArticleList{}, err
	}
	return decodeArticles(body)
}

func decodeArticles(body []byte) (wire.ArticleList, error) {
	var a wire.ArticleList
	if err := json.Unmarshal(body, &a); err != nil {
		return wire.ArticleList{}, ErrNotHub
	}
	if a.State == "" {
		return wire.ArticleList{}, ErrNotHub
	}
	for i := range a.Articles {
		if !isLink(a.Articles[i].Link) {
			a.Articles[i].Link = ""
		}
	}
	return a, nil
}

// isLink reports whether a customer can be sent there.
func isLink(s string) bool {
	u, err := url.Parse(s)
	return err == nil && (u.Scheme == "https" || u.Scheme == "http") && u.Host != ""
}

// Reveal returns the original of a line whose secrets are masked. The hub writes
// down who asked.
func (c *Client) Reveal(ctx context.Context, id chat.ChatID, message chat.MessageID) (string, error) {
	body, err := c.get(ctx, "/reveal", url.Values{"chat": {string(id)}, "message": {string(message)}})
	if err != nil {
		return "", err
	}
	return decodeRevealed(body, message)
}

func decodeRevealed(body []byte, message chat.MessageID) (string, error) {
	var r struct {
		Message chat.MessageID `json:"message"`
		Text    *string        `json:"text"`
	}
	if err := json.Unmarshal(body, &r); err != nil {
		return "", ErrNotHub // what it says of the body stays here: the body is a secret
	}
	if r.Text == nil || r.Message != message {
		return "", ErrNotHub
	}
	return *r.Text, nil
}
