package console

import (
	"context"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/sync/fetch"
)

// The client itself is what the desk asks for files and for what is masked.
var (
	_ app.Files    = (*fetch.Client)(nil)
	_ app.Revealer = (*fetch.Client)(nil)
)

// articles are the hub's as the desk asks for them.
type articles struct{ client *fetch.Client }

var _ app.Articles = articles{}

// Articles implements app.Articles.
func (a articles) Articles(ctx context.Context, q string, n int, of chat.ChatID) (app.Found, error) {
	found, err := a.client.Articles(ctx, q, n, of)
	if err != nil {
		return app.Found{}, err
	}
	f := app.Found{Knowledge: app.KnowledgeState(found.State), Articles: make([]app.Article, len(found.Articles))}
	for i, one := range found.Articles {
		f.Articles[i] = app.Article(one)
	}
	return f, nil
}
