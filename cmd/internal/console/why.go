package console

import (
	"context"
	"log/slog"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/report"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/fetch"
	"floorwalker/sync/wire"
)

// explainer is the hub's part of explanations as the desk asks for it.
type explainer struct{ client *fetch.Client }

var _ app.Explainer = explainer{}

// Why implements app.Explainer.
func (e explainer) Why(ctx context.Context, id chat.ChatID) (app.HubWhy, error) {
	a, err := e.client.Why(ctx, id)
	if err != nil {
		return app.HubWhy{}, err
	}
	why := app.HubWhy{
		Knowledge: app.KnowledgeState(a.Knowledge.State), Version: a.Knowledge.Version, Articles: a.Knowledge.Articles,
		Rules: make([]report.RuleFigures, len(a.Rules)), Verdict: verdict(&a.Verdict),
	}
	for i, f := range a.Rules {
		why.Rules[i] = report.RuleFigures(f)
	}
	return why, nil
}

func verdict(v *wire.WhyVerdict) trigger.Verdict {
	to := trigger.Verdict{
		Rule: v.Rule, Version: v.Version, Policy: v.Policy, Tier: v.Tier, Below: v.Below, Held: v.Held, Words: v.Words,
		Score: score(v.Score), Notice: score(v.Notice), Alert: score(v.Alert),
	}
	for _, s := range v.Spans {
		to.Spans = append(to.Spans, chat.Evidence{Message: s.Message, From: s.From, To: s.To, Words: s.Words})
	}
	return to
}

func score(n *int) chat.Score {
	if n == nil {
		return 0
	}
	return chat.ScoreOf(*n)
}

// engine makes what explains at this desk: the policy of the floor, and the
// weights of the hub.
func engine(logger *slog.Logger) func(policy.Policy) *trigger.Engine {
	return func(p policy.Policy) *trigger.Engine {
		w, err := learned.ParseWeights(assets.TriggerWeights())
		if err != nil { // they are part of the program; a test reads them
			logger.Error("nothing can be explained", "error", err)
			return nil
		}
		return trigger.New(p, w)
	}
}
