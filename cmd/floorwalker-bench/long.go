package main

import (
	"context"
	"fmt"
	"strings"

	"floorwalker/app/chat"
	"floorwalker/app/record"
	"floorwalker/app/script"
	"floorwalker/sync/log"
)

const (
	// withLong asks the team's hub for the chats and the library of this file.
	withLong  = "long"
	longLines = 2_000
	// longResponses is what a canned library holds at most.
	longResponses = script.MaxResponses
)

// longChats are two chats of longLines lines each.
var longChats = [2]chat.ChatID{"long-a", "long-b"}

// prepareLong puts them on the log, and a library of longResponses beside them.
func prepareLong(ctx context.Context, l *log.Log) error {
	for k, id := range longChats {
		err := put(ctx, l, longLines+1, func(i int) (log.Subject, chat.Event) {
			e := line(fmt.Sprintf("practice:%s:%d", id, i), id, i, fmt.Sprintf("%d of %s: %s", i, id, strings.Repeat("my order has not come yet ", 1+(i*7+k)%9)))
			e.At = chat.Instant(1_800_000_000_000 + int64(i))
			if i > 0 {
				return log.ChatMessages(id), e
			}
			e.Body = &chat.ChatOpened{Bot: true, Driver: "practice", Channel: chat.ChannelWebsite, Customer: chat.Customer{Name: "Rohan M."}}
			return log.ChatOwn(id), e
		})
		if err != nil {
			return err
		}
	}
	rows, err := library()
	if err != nil {
		return err
	}
	return put(ctx, l, len(rows), func(i int) (log.Subject, chat.Event) {
		return log.Shelf(chat.ShelfCanned), chat.Event{
			ID: chat.EventID(fmt.Sprint("canned/", i)), At: 1_800_000_000_000, By: "asha",
			Body: &chat.RecordSaved{Shelf: chat.ShelfCanned, Version: rows[i]},
		}
	})
}

// library is as many canned responses as there may be, encoded.
func library() ([][]byte, error) {
	words := strings.Fields("invoice panel recharge number routing agent device holiday greeting menu user report renewal plan account minutes extension queue voice")
	all := make([][]byte, longResponses)
	for i := range all {
		w := func(k int) string { return words[(i*7+k*k*3+i/19*k)%len(words)] }
		var text strings.Builder
		text.WriteString("Hello {customer}, ")
		for k := range 40 {
			text.WriteString(w(k) + " ")
		}
		v, err := (script.Library{}).Book().Propose(record.ID(fmt.Sprintf("r-%05d", i)), script.Response{
			Folder: "Folder " + w(1), Shortcut: fmt.Sprintf("%s%d", w(0), i),
			Title: fmt.Sprintf("About %s and %s %d", w(2), w(3), i), Text: text.String(),
		}, record.Revision{}, "asha", 1_800_000_000_000)
		if err != nil {
			return nil, err
		}
		if all[i], err = record.Encode(v); err != nil {
			return nil, err
		}
	}
	return all, nil
}
