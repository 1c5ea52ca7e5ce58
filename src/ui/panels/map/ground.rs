//! Land on the sheet that the map shows. It is laid flat by a job, never in a frame: until that is done
//! the coarser land of the same sheet stands in, or none. A frame only makes the triangles of what is
//! seen.

use std::sync::Arc;

use eframe::egui;
use egui::{Mesh, Rect, pos2};

use crate::export::scene::map::FINE_FROM;
use crate::geo::{Detail, MapView, PlaneWorld, Projection};
use crate::ui::panels::chart_frame::px;
use crate::workspace::Action;

/// How fine the land of a look has to be.
pub(super) fn detail(view: MapView) -> Detail {
    if view.scale >= FINE_FROM {
        Detail::Fine
    } else {
        Detail::Coarse
    }
}

/// The best land there is for a look; where there is no better, it is asked for once, which `asked`
/// keeps.
pub(super) fn best(
    lands: &[Arc<PlaneWorld>],
    view: MapView,
    asked: &mut Option<(Detail, Projection)>,
    actions: &mut Vec<Action>,
) -> Option<Arc<PlaneWorld>> {
    let (detail, projection) = (detail(view), view.projection);
    let of_sheet = || lands.iter().filter(|it| it.projection == projection);
    let found = of_sheet().find(|it| it.detail == detail);
    if found.is_some() {
        *asked = None;
    } else if *asked != Some((detail, projection)) {
        *asked = Some((detail, projection));
        actions.push(Action::LayLand { detail, projection });
    }
    found.or_else(|| of_sheet().next()).map(Arc::clone)
}

/// The land that is seen, in triangles.
pub(super) fn mesh(world: &PlaneWorld, view: MapView, area: Rect, fill: egui::Color32) -> Mesh {
    let mut mesh = Mesh::default();
    let frame = view.frame(f64::from(area.width()), f64::from(area.height()));
    let middle = area.center();
    for land in world.land.iter().filter(|it| it.frame.meets(frame)) {
        let first = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
        let holes = land.piece.holes.iter().flatten();
        for point in land.piece.outer.iter().chain(holes) {
            let [dx, dy] = view.pixels(*point);
            mesh.colored_vertex(pos2(middle.x + px(dx), middle.y + px(dy)), fill);
        }
        mesh.indices
            .extend(land.corners.iter().map(|it| it.saturating_add(first)));
    }
    mesh
}
