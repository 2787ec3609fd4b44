package backends

import (
	"context"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/livehelperchat"
)

// liveHelperChatVendor is Live Helper Chat, on a server of the team's own.
func liveHelperChatVendor() Vendor {
	return Vendor{
		Name: "livehelperchat", Title: "Live Helper Chat",
		Questions: []Question{
			{Key: "url", Label: "Address", Help: "Where its pages lie, with /index.php or a site access such as /eng where yours has one.", Example: "https://chat.example.com"},
			{Key: "username", Label: "User name", Help: "Of an operator who sees all departments.", Example: "floorwalker"},
			{Key: "key", Label: "API key", Help: "In Live Helper Chat: System configuration, Live help configuration, REST API.", Secret: true},
			{Key: "hints", Label: "Address of the NodeJS-Helper", Help: "Where that extension is installed: with it lines come at once.", Example: "wss://chat.example.com/socketcluster/", Optional: true},
			{Key: "hint_key", Label: "Secret hash of the site", Help: "Only for the NodeJS-Helper.", Secret: true, Optional: true},
		},
		open: func(s settings) (driver.Driver, error) { return livehelperchat.New(liveHelperChatConfig(s)) },
		check: func(ctx context.Context, s settings) (driver.Checkup, error) {
			return livehelperchat.Check(ctx, liveHelperChatConfig(s))
		},
	}
}

func liveHelperChatConfig(s settings) livehelperchat.Config {
	return livehelperchat.Config{
		URL: s.Answers["url"], Username: s.Answers["username"], Key: s.Answers["key"], Hints: s.Answers["hints"], HintKey: s.Answers["hint_key"],
		Agents: s.agents, Teams: s.teams, Now: s.env.Now, Logger: s.env.Logger,
	}
}
