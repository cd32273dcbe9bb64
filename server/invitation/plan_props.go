package invitation

import "mattermost-plugin-blizz/server/when"

// Names of the props that PlanOf reads.
const (
	PropPlanID   = propPlanID
	PropStartsAt = propStartsAt
)

// PlanOf reads from props when the meeting takes place. It leaves out invalid values.
func PlanOf(props map[string]any) when.Plan {
	return plan(props)
}

// PlanProps returns the props that PlanOf reads.
func PlanProps(plan when.Plan) map[string]any {
	props := map[string]any{}
	Invitation{When: plan}.writePlan(props)
	return props
}
