package backends

import (
	"context"
	"errors"
	"strconv"
	"strings"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/livehelperchat"
)

// liveHelperChatVendor is Live Helper Chat, on a server of the team's own.
func liveHelperChatVendor() Vendor {
	v := Vendor{
		Name: "livehelperchat", Title: "Live Helper Chat",
		Questions: []Question{
			{Key: "url", Label: "Address", Help: "Where its pages lie, with /index.php or a site access such as /eng where yours has one.", Example: "https://chat.example.com"},
			{Key: "username", Label: "User name", Help: "Of an operator who sees all departments.", Example: "floorwalker"},
			{Key: "key", Label: "API key", Help: "In Live Helper Chat: System configuration, Live help configuration, REST API.", Secret: true},
			{Key: "subjects", Label: "Subjects for tags", Help: "Tags are subjects there, and the server names only those that a chat has had: the others by name and number.", Example: "refund=2, vip=5", Optional: true},
			{Key: "hints", Label: "Address of the NodeJS-Helper", Help: "Where that extension is installed: with it lines come at once.", Example: "wss://chat.example.com/socketcluster/", Optional: true},
			{Key: "hint_key", Label: "Secret hash of the site", Help: "Only for the NodeJS-Helper.", Secret: true, Optional: true},
		},
	}
	config := func(s settings) (livehelperchat.Config, error) {
		c := liveHelperChatConfig(s)
		q, _ := v.question("subjects")
		var err error
		if c.Subjects, err = numbered(s.Answers[q.Key]); err != nil {
			return c, &AnswerError{v.Title, q, err.Error()}
		}
		return c, nil
	}
	v.open = func(s settings) (driver.Driver, error) {
		c, err := config(s)
		if err != nil {
			return nil, err
		}
		return livehelperchat.New(c)
	}
	v.check = func(ctx context.Context, s settings) (driver.Checkup, error) {
		c, err := config(s)
		if err != nil {
			return driver.Checkup{}, err
		}
		return livehelperchat.Check(ctx, c)
	}
	return v
}

// errNumbered says how names and numbers are written.
var errNumbered = errors.New("it is written as refund=2, vip=5")

// numbered reads names and numbers.
func numbered(text string) (map[string]int64, error) {
	all := make(map[string]int64)
	for one := range strings.SplitSeq(text, ",") {
		if strings.TrimSpace(one) == "" {
			continue
		}
		name, number, _ := strings.Cut(one, "=")
		n, err := strconv.ParseInt(strings.TrimSpace(number), 10, 64)
		if name = strings.TrimSpace(name); err != nil || n <= 0 || name == "" {
			return nil, errNumbered
		}
		all[name] = n
	}
	return all, nil
}

func liveHelperChatConfig(s settings) livehelperchat.Config {
	return livehelperchat.Config{
		URL: s.Answers["url"], Username: s.Answers["username"], Key: s.Answers["key"], Hints: s.Answers["hints"], HintKey: s.Answers["hint_key"],
		Agents: s.agents, Teams: s.teams, Now: s.env.Now, Logger: s.env.Logger,
	}
}
