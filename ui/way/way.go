// Package way says where an item of a checklist can be dealt with, and draws it as a
// line: the page of checklists and the sheet at the end of a shift show the same items
// with the same words and the same ways there. It keeps no state.
package way

import (
	"strconv"

	"floorwalker/app/shift/checklist"
	"floorwalker/ui/kit"
)

// Place is where something that is missing can be dealt with.
type Place string

// The places.
const (
	Mine      Place = "mine"
	Floor     Place = "floor"
	FollowUps Place = "followups"
	Overnight Place = "overnight"
	Tickets   Place = "tickets"
	Handover  Place = "handover"
	Checklist Place = "checklist"
	BotErrors Place = "boterrors"
	Report    Place = "report"
)

// Word is what a button that leads there says.
func (p Place) Word() string { return places[p] }

var places = map[Place]string{
	Mine: "My chats", Floor: "The floor", FollowUps: "Follow-ups", Overnight: "Overnight", Tickets: "Tickets",
	Handover: "Handover", Checklist: "Checklist", BotErrors: "Bot errors", Report: "Report",
}

// To is where an item can be dealt with, by its requirement.
func To(id string) Place {
	switch id {
	case "G-CHK-D1":
		return Overnight
	case "G-CHK-D2", "G-CHK-D3", "G-END-01":
		return Floor
	case "G-CHK-D4", "G-CHK-E1":
		return FollowUps
	case "G-CHK-D5", "G-CHK-E2":
		return BotErrors
	case "G-CHK-D6":
		return Tickets
	case "G-CHK-D7", "G-CHK-E3":
		return Report
	case "G-CHK-E4":
		return Mine
	}
	return Handover
}

// Handable reports whether what an item lacks may go over to the next shift instead of
// being finished. What is promised to many chats at once (G-END-02) is dealt with in the
// handover alone: that lists each of them, with its chat.
func Handable(id string) bool {
	switch id {
	case "G-CHK-E1", "G-CHK-E4", "G-END-01", "G-END-02":
		return true
	}
	return false
}

// most is how many names of what is missing a line has.
const most = 3

// Line is an item as a line: how it stands, why, and the first names of what is
// missing. The caller adds the ways.
func Line(it *checklist.Item) kit.LineData {
	d := kit.LineData{Key: it.ID, Word: it.Words, Text: it.Why, Pill: kit.PillData{Word: "missing", Tone: kit.Amber}}
	if it.Done {
		d.Pill = kit.PillData{Word: "done", Tone: kit.Green}
	}
	if it.Of > 0 {
		d.Pill.Word = strconv.Itoa(it.Count) + " of " + strconv.Itoa(it.Of)
	}
	for i, m := range it.Missing {
		if i == most {
			d.Text += "\nand " + strconv.Itoa(len(it.Missing)-most) + " more"
			break
		}
		if d.Text != "" {
			d.Text += "\n"
		}
		d.Text += "· " + kit.DisplayLine(m.Words)
	}
	return d
}

// Left counts the items that are not done.
func Left(items []checklist.Item) (n int) {
	for i := range items {
		if !items[i].Done {
			n++
		}
	}
	return n
}
