//! Land on the sheet that the map shows, kept from frame to frame, and the triangles of what is seen.

use eframe::egui;
use egui::{Mesh, Rect, pos2};

use crate::export::scene::map::FINE_FROM;
use crate::geo::{Detail, MapView, PlaneWorld, Projection, World};
use crate::ui::panels::chart_frame::px;

/// Land on one sheet.
pub(super) struct Ground {
    pub(super) world: PlaneWorld,
}

impl Ground {
    pub(super) fn new(projection: Projection, detail: Detail) -> Self {
        Self {
            world: PlaneWorld::new(World::load(detail), detail, projection, true),
        }
    }

    /// Whether it serves a look: the same sheet, and fine enough.
    pub(super) fn serves(&self, view: MapView) -> bool {
        self.world.projection == view.projection && self.world.detail == Self::detail(view)
    }

    pub(super) fn detail(view: MapView) -> Detail {
        if view.scale >= FINE_FROM {
            Detail::Fine
        } else {
            Detail::Coarse
        }
    }

    /// The land that is seen, in triangles.
    pub(super) fn mesh(&self, view: MapView, area: Rect, fill: egui::Color32) -> Mesh {
        let mut mesh = Mesh::default();
        let frame = view.frame(f64::from(area.width()), f64::from(area.height()));
        let middle = area.center();
        for land in self.world.land.iter().filter(|it| it.frame.meets(frame)) {
            let first = u32::try_from(mesh.vertices.len()).unwrap_or(u32::MAX);
            for point in land
                .piece
                .outer
                .iter()
                .chain(land.piece.holes.iter().flatten())
            {
                let [dx, dy] = view.pixels(*point);
                mesh.colored_vertex(pos2(middle.x + px(dx), middle.y + px(dy)), fill);
            }
            mesh.indices
                .extend(land.corners.iter().map(|it| it.saturating_add(first)));
        }
        mesh
    }
}
