package backends

import (
	"context"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/crisp"
)

// crispVendor is Crisp, whose workspaces lie at the vendor's.
func crispVendor() Vendor {
	return Vendor{
		Name: "crisp", Title: "Crisp",
		Questions: []Question{
			{Key: "website", Label: "Website ID", Help: "In Crisp: Settings, Workspace Settings, Setup & Integrations.", Example: "00000000-0000-4000-8000-000000000000"},
			{Key: "tier", Label: "Kind of token", Help: "A website token is made in the workspace itself; a plugin token comes from Crisp's marketplace and has scopes.", Choices: []string{crisp.TierWebsite, crisp.TierPlugin}},
			{Key: "identifier", Label: "Token identifier", Help: "The first half of the token.", Example: "11111111-1111-4111-8111-111111111111"},
			{Key: "key", Label: "Token key", Help: "The second half of the token. It is shown once, when the token is made.", Secret: true},
			{Key: "automated", Label: "Inbox of the bot", Help: "The ID of the inbox in which Crisp's own bot answers; without it, one that is called Automated.", Optional: true},
			{Key: "url", Label: "Address of the interface", Help: "Only where it is not Crisp's own.", Optional: true},
		},
		open: func(s settings) (driver.Driver, error) { return crisp.New(crispConfig(s)) },
		check: func(ctx context.Context, s settings) (driver.Checkup, error) {
			return crisp.Check(ctx, crispConfig(s))
		},
	}
}

func crispConfig(s settings) crisp.Config {
	return crisp.Config{
		URL: s.Answers["url"], Website: s.Answers["website"], Tier: s.Answers["tier"], Identifier: s.Answers["identifier"], Key: s.Answers["key"],
		Automated: s.Answers["automated"], Agents: s.agents, Teams: s.teams, Now: s.env.Now, Logger: s.env.Logger,
	}
}
