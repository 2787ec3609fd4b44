package console

import (
	"context"
	"log/slog"

	"floorwalker/app"
	"floorwalker/app/chat"
	"floorwalker/app/policy"
	"floorwalker/app/trigger"
	"floorwalker/app/trigger/learned"
	"floorwalker/assets"
	"floorwalker/sync/why"
)

// explainer is the hub's part of explanations as the desk asks for it.
type explainer struct{ client *why.Client }

var _ app.Explainer = explainer{}

// Why implements app.Explainer.
func (e explainer) Why(ctx context.Context, id chat.ChatID) (app.HubWhy, error) {
	a, err := e.client.Ask(ctx, id)
	if err != nil {
		return app.HubWhy{}, err
	}
	return app.HubWhy{
		Knowledge: app.KnowledgeState(a.Knowledge.State), Version: a.Knowledge.Version, Articles: a.Knowledge.Articles,
		Rules: a.Rules, Verdict: a.Verdict,
	}, nil
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
