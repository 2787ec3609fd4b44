package backends

import (
	"context"
	"math/rand/v2"
	"strconv"

	"floorwalker/sync/driver"
	"floorwalker/sync/driver/chatwoot"
)

// chatwootVendor is Chatwoot, hosted by its makers or by the team.
func chatwootVendor() Vendor {
	questions := []Question{
		{Key: "url", Label: "Address", Help: "Where people open the dashboard.", Example: "https://chat.example.com"},
		{Key: "token", Label: "Access token", Help: "Of an administrator; in Chatwoot: Profile Settings, Access Token. An agent's token shows some chats only.", Secret: true},
		{Key: "account", Label: "Account number", Help: "The number behind /accounts/ in the dashboard's address; without it, the only account of that user.", Example: "1", Optional: true},
		{Key: "bot", Label: "Number of the bot", Help: "Of the agent bot that chats are given back to; without it, the only one of the account.", Optional: true},
		{Key: "cable", Label: "Address of the cable", Help: "Only where it is not the address above with /cable behind it.", Example: "wss://chat.example.com/cable", Optional: true},
		{Key: "origin", Label: "Origin of the cable", Help: "Only where the server answers the cable with 404: the address that it knows its own pages by.", Example: "https://chat.example.com", Optional: true},
		{Key: "choice", Label: "Attribute of the choice", Help: "The custom attribute in which a form before the chat keeps what the customer chose; without it, department.", Optional: true},
	}
	return Vendor{
		Name: "chatwoot", Title: "Chatwoot", Questions: questions,
		open: func(s settings) (driver.Driver, error) {
			c, err := chatwootConfig(s, questions)
			if err != nil {
				return nil, err
			}
			return chatwoot.New(c)
		},
		check: func(ctx context.Context, s settings) (driver.Checkup, error) {
			c, err := chatwootConfig(s, questions)
			if err != nil {
				return driver.Checkup{}, err
			}
			return chatwoot.Check(ctx, c)
		},
	}
}

func chatwootConfig(s settings, questions []Question) (chatwoot.Config, error) {
	c := chatwoot.Config{
		URL: s.Answers["url"], Cable: s.Answers["cable"], Origin: s.Answers["origin"], Token: s.Answers["token"], Choice: s.Answers["choice"],
		Agents: s.agents, Teams: s.teams, Now: s.env.Now, Random: rand.Float64, Logger: s.env.Logger,
	}
	for _, q := range questions {
		n := &c.Account
		switch q.Key {
		case "account":
		case "bot":
			n = &c.Bot
		default:
			continue
		}
		a := s.Answers[q.Key]
		if a == "" {
			continue
		}
		var err error
		if *n, err = strconv.ParseInt(a, 10, 64); err != nil || *n <= 0 {
			return c, &AnswerError{"Chatwoot", q, "it is a number such as 1"}
		}
	}
	return c, nil
}
